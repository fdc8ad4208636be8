/** Work whose newest request counts. */
export interface Latest<R> {
  request(request: R): void;
  /** Ends the work under way and forgets what waits. */
  stop(): void;
}

/** Work may take this many milliseconds before a newer request ends it, so that a hand that moves on sees something. */
const PATIENCE = { least: 120, most: 800 };

/**
 * Does one piece of work at a time. A newer request takes the place of the one under way, once that has had its moment,
 * half as long again as the last one that ended: quick work then follows a moving hand, and long work is given up.
 */
export function latest<R>(work: (request: R, signal: AbortSignal) => Promise<void>): Latest<R> {
  let current: { readonly controller: AbortController; readonly since: number } | undefined;
  let waiting: { readonly request: R } | undefined;
  let patience: number = PATIENCE.least;

  const begin = (request: R) => {
    const own = { controller: new AbortController(), since: performance.now() };
    current = own;
    void work(request, own.controller.signal).finally(() => {
      if (current !== own) return;
      if (!own.controller.signal.aborted) patience = patienceFor(performance.now() - own.since);
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
      if (first) setTimeout(() => giveUp(own), patience - (performance.now() - own.since));
    },
    stop() {
      waiting = undefined;
      current?.controller.abort(new DOMException("stopped", "AbortError"));
    },
  };
}

/** How long work may take after a piece of it took `last` milliseconds. */
function patienceFor(last: number): number {
  return last > PATIENCE.most ? PATIENCE.least : Math.max(PATIENCE.least, Math.min(PATIENCE.most, 1.5 * last));
}
