import { Worker } from "node:worker_threads";
import { raise, type StopFlag } from "./stop-flag.js";

/** What a worker says: once `ready`, then `done` or `failed` for each task. */
export type Reply<R> =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly result: R }
  | { readonly kind: "failed"; readonly error: ErrorReport };

/** An error as it crosses threads. */
export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/** A task that failed, or, without `index`, a worker that did not start. */
export class TaskError extends Error {
  override readonly name = "TaskError";
  constructor(
    readonly index: number | undefined,
    /** The name of the error that the worker caught; `crash` where the worker itself ended. */
    readonly kind: string,
    message: string,
    stack?: string,
  ) {
    super(message);
    if (stack) this.stack = stack;
  }
}

/** What {@link runInWorkers} needs. */
export interface PoolOptions<T, R> {
  readonly script: URL;
  readonly workerData: unknown;
  readonly env: NodeJS.ProcessEnv;
  readonly workers: number;
  /** Handed out one at a time, in order. */
  readonly tasks: readonly T[];
  /** Told each result as it comes; a rejection stops the run. */
  readonly record: (index: number, result: R) => Promise<void>;
  /** Raised when the run stops, for tasks that look. */
  readonly stop: StopFlag;
  /** Aborted by the person: no more tasks are handed out, and those that run have `graceSeconds` to end. */
  readonly signal: AbortSignal;
  readonly graceSeconds: number;
}

/**
 * Runs all tasks in worker threads. Returns when all are recorded or, after `signal`, when those that ran have ended.
 * @throws TaskError for the first task that fails or worker that crashes; what `record` throws. The others are stopped.
 */
export async function runInWorkers<T, R>(options: PoolOptions<T, R>): Promise<void> {
  const { tasks, signal, stop, record } = options;
  const members = Array.from({ length: Math.min(options.workers, tasks.length) }, () => startWorker<T, R>(options));
  const endAll = () => void Promise.all(members.map((member) => member.end()));
  const failures: unknown[] = [];
  let stopped = false;
  let following = 0;
  let grace: NodeJS.Timeout | undefined;

  const fail = (error: unknown) => {
    failures.push(error);
    stopped = true;
    raise(stop);
    endAll();
  };
  const interrupt = () => {
    stopped = true;
    raise(stop);
    grace = setTimeout(endAll, options.graceSeconds * 1000);
  };
  const serve = async ({ ready, ask }: Member<T, R>) => {
    let recorded: Promise<void> = Promise.resolve();
    try {
      await ready;
      while (!stopped && following < tasks.length) {
        const index = following++;
        const result = await ask(index, tasks[index]!);
        // One recording per worker may lag behind, so that the disk does not keep the processor waiting.
        await recorded;
        recorded = record(index, result).catch(fail);
      }
    } catch (error) {
      if (!stopped) fail(error);
    }
    await recorded;
  };

  if (signal.aborted) interrupt();
  signal.addEventListener("abort", interrupt, { once: true });
  await Promise.all(members.map(serve));
  await Promise.all(members.map((member) => member.end()));
  signal.removeEventListener("abort", interrupt);
  clearTimeout(grace);
  if (failures.length > 0) throw failures[0];
}

/** A worker thread that answers one task at a time. Its promises reject with a TaskError. */
interface Member<T, R> {
  readonly ready: Promise<void>;
  readonly ask: (index: number, task: T) => Promise<R>;
  readonly end: () => Promise<unknown>;
}

function startWorker<T, R>({ script, workerData, env }: PoolOptions<T, R>): Member<T, R> {
  const worker = new Worker(script, { workerData, env, stdout: true });
  // Standard output is for the command's own document.
  worker.stdout.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  let current: number | undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    worker.once("error", ({ message, stack }) => reject(new TaskError(current, "crash", message, stack)));
    worker.once("exit", (code) => reject(new TaskError(current, "crash", `the worker ended with code ${code}`)));
  });
  ended.catch(() => undefined);
  const answer = async (): Promise<Reply<R>> => {
    const message = new Promise<Reply<R>>((resolve) => worker.once("message", resolve));
    const reply = await Promise.race([message, ended]);
    if (reply.kind !== "failed") return reply;
    throw new TaskError(current, reply.error.name, reply.error.message, reply.error.stack);
  };
  const ready = answer().then(() => undefined);
  ready.catch(() => undefined);
  return {
    ready,
    ask: async (index, task) => {
      current = index;
      worker.postMessage(task);
      return ((await answer()) as Extract<Reply<R>, { kind: "done" }>).result;
    },
    end: () => worker.terminate(),
  };
}
