import { Worker } from "node:worker_threads";
import { raise, type StopFlag } from "./stop-flag.js";

/** What a worker says: once `ready`, then for each task any number of times `progress`, and `done` or `failed`. */
export type Reply<R, S = never> =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly state: S }
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
export interface PoolOptions<T, R, S = never> {
  /** A module that says `ready`, answers each task with a {@link Reply}, and ends when it gets {@link END}. */
  readonly script: URL;
  readonly workerData: unknown;
  readonly env: NodeJS.ProcessEnv;
  readonly workers: number;
  /** Handed out one at a time, in order. */
  readonly tasks: readonly T[];
  /** Told each result as it comes; a rejection stops the run. */
  readonly record: (index: number, result: R) => Promise<void>;
  /** Told what a worker says of a task that it is at. */
  readonly watch?: (index: number, state: S) => void;
  /** Raised when the run stops, for tasks that look. */
  readonly stop: StopFlag;
  /** Aborted by the person. */
  readonly signal: AbortSignal;
  /** How long tasks that run may go on once the run stops. */
  readonly graceSeconds: number;
}

/** The message that asks a worker to end. */
export const END = null;

/**
 * Runs all tasks in worker threads. Returns when all are recorded or, after `signal`, when those that ran have ended.
 * @throws TaskError for the first task that fails or worker that crashes; what `record` throws. The others are stopped.
 */
export async function runInWorkers<T, R, S = never>(options: PoolOptions<T, R, S>): Promise<void> {
  const { tasks, signal, stop, record } = options;
  const members = Array.from({ length: Math.min(options.workers, tasks.length) }, () => startWorker<T, R, S>(options));
  const grace = timer(options.graceSeconds);
  const failures: unknown[] = [];
  let stopped = false;
  let following = 0;

  const halt = () => {
    stopped = true;
    raise(stop);
    grace.start();
  };
  const fail = (error: unknown) => {
    failures.push(error);
    halt();
  };
  const serve = async ({ ready, ask, end }: Member<T, R>) => {
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
    end();
  };

  if (signal.aborted) halt();
  signal.addEventListener("abort", halt, { once: true });
  await Promise.race([grace.expired, Promise.all(members.map(serve))]);
  signal.removeEventListener("abort", halt);
  // A thread that is terminated inside native code takes the process down with it, so that is for those who won't end.
  grace.start();
  await Promise.race([grace.expired, Promise.all(members.map(({ ended }) => ended))]);
  for (const { terminate } of members) terminate();
  grace.cancel();
  if (failures.length > 0) throw failures[0];
}

/** A timer that counts from its first start. */
function timer(seconds: number): { start: () => void; expired: Promise<void>; cancel: () => void } {
  let timeout: NodeJS.Timeout | undefined;
  let expire: () => void;
  const expired = new Promise<void>((resolve) => {
    expire = resolve;
  });
  return {
    expired,
    start: () => {
      timeout ??= setTimeout(expire, seconds * 1000);
    },
    cancel: () => clearTimeout(timeout),
  };
}

/** A worker thread that answers one task at a time. `ready` and `ask` reject with a TaskError. */
interface Member<T, R> {
  readonly ready: Promise<void>;
  readonly ask: (index: number, task: T) => Promise<R>;
  /** Asks it to end once it is through with what it does. */
  readonly end: () => void;
  readonly ended: Promise<void>;
  readonly terminate: () => void;
}

function startWorker<T, R, S>({ script, workerData, env, watch }: PoolOptions<T, R, S>): Member<T, R> {
  const worker = new Worker(script, { workerData, env, stdout: true });
  // Standard output is for the command's own document.
  worker.stdout.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  let current: number | undefined;
  const crashed = new Promise<never>((_resolve, reject) => {
    worker.once("error", ({ message, stack }) => reject(new TaskError(current, "crash", message, stack)));
    worker.once("exit", (code) => reject(new TaskError(current, "crash", `the worker ended with code ${code}`)));
  });
  let settle: (reply: Exclude<Reply<R, S>, { kind: "progress" }>) => void = () => undefined;
  worker.on("message", (reply: Reply<R, S>) => {
    if (reply.kind === "progress") watch?.(current!, reply.state);
    else settle(reply);
  });
  const answer = async () => {
    const message = new Promise<Parameters<typeof settle>[0]>((resolve) => {
      settle = resolve;
    });
    const reply = await Promise.race([message, crashed]);
    if (reply.kind !== "failed") return reply;
    throw new TaskError(current, reply.error.name, reply.error.message, reply.error.stack);
  };
  const ready = answer().then(() => undefined);
  ready.catch(() => undefined);
  return {
    ready,
    ask: async (index, task) => {
      current = index;
      const reply = answer();
      worker.postMessage(task);
      return ((await reply) as Extract<Reply<R>, { kind: "done" }>).result;
    },
    end: () => worker.postMessage(END),
    ended: crashed.catch(() => undefined),
    terminate: () => void worker.terminate(),
  };
}
