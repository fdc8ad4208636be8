/** Work whose newest request counts. */
export interface Latest<R> {
  request(request: R): void;
  /** Ends the work under way and forgets what waits. */
  stop(): void;
}

/** Work that has gone on for less than this many milliseconds may end, so that a hand that moves on sees something. */
const PATIENCE = 120;

/**
 * Does one piece of work at a time. A newer request takes the place of the one under way, once that has had its moment:
 * quick work then follows a moving hand, and long work is given up.
 */
export function latest<R>(work: (request: R, signal: AbortSignal) => Promise<void>): Latest<R> {
  let current: { readonly controller: AbortController; readonly since: number } | undefined;
  let waiting: { readonly request: R } | undefined;

  const begin = (request: R) => {
    const own = { controller: new AbortController(), since: performance.now() };
    current = own;
    void work(request, own.controller.signal).finally(() => {
      if (current !== own) return;
      current = undefined;
      const next = waiting;
      waiting = undefined;
      if (next) begin(next.request);
    });
  };
  const giveUp = (own: typeof current) => {
    if (own === current && waiting) own?.controller.abort(new DOMException("superseded", "AbortError"));
  };
  return {
    request(request) {
      if (!current) return begin(request);
      const first = waiting === undefined;
      waiting = { request };
      const own = current;
      if (first) setTimeout(() => giveUp(own), PATIENCE - (performance.now() - own.since));
    },
    stop() {
      waiting = undefined;
      current?.controller.abort(new DOMException("stopped", "AbortError"));
    },
  };
}
