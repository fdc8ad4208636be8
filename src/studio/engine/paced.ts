/** Work that is asked for often and done now and then. */
export interface Paced {
  /** Wants the work done soon. */
  ask(): void;
  /** Does what is wanted at once. */
  now(): void;
}

/** Does `work` when asked, but not more often than once in `pause` milliseconds, never twice at a time, and not after `signal`. */
export function paced(pause: number, signal: AbortSignal, work: () => void | Promise<void>): Paced {
  let wanted = false;
  let resting = false;
  const now = async () => {
    if (!wanted || signal.aborted) return;
    wanted = false;
    resting = true;
    const rest = new Promise((resolve) => setTimeout(resolve, pause));
    await work();
    await rest;
    resting = false;
    void now();
  };
  return {
    ask() {
      wanted = true;
      if (!resting) void now();
    },
    now: () => void now(),
  };
}
