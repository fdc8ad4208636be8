/**
 * `work` to be asked for often: done at once, but not more often than once in `pause` milliseconds, never twice at a
 * time, and not after `signal`. What is asked for meanwhile is done once, later.
 */
export function paced(pause: number, signal: AbortSignal, work: () => void | Promise<void>): () => void {
  let wanted = false;
  let resting = false;
  const go = async () => {
    wanted = false;
    resting = true;
    const rest = new Promise((resolve) => setTimeout(resolve, pause));
    await work();
    await rest;
    resting = false;
    if (wanted && !signal.aborted) void go();
  };
  return () => {
    wanted = true;
    if (!resting && !signal.aborted) void go();
  };
}
