/**
 * A word of shared memory by which the main thread asks workers to stop: a worker that computes reads no messages.
 */
export type StopFlag = Int32Array<SharedArrayBuffer>;

/** A flag that is not raised. */
export function stopFlag(): StopFlag {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** Asks all who share the flag to stop. */
export function raise(flag: StopFlag): void {
  Atomics.store(flag, 0, 1);
}

/** An AbortSignal that looks at the flag whenever it is asked (`aborted`, `throwIfAborted`). It fires no event. */
export function signalOf(flag: StopFlag): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = (): boolean => {
    const raised = Atomics.load(flag, 0) === 1;
    if (raised) controller.abort();
    return raised;
  };
  return Object.defineProperties(signal, {
    aborted: { get: aborted },
    throwIfAborted: {
      value: () => {
        if (aborted()) throw signal.reason;
      },
    },
  });
}
