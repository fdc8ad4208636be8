import { errorOf, type Progress, type Reply, type Request, type Task } from "./protocol.js";
import EngineWorker from "./worker.ts?worker";

/** A worker that ended by itself, or was ended from outside. */
export class WorkerEnded extends Error {
  override readonly name = "WorkerEnded";
  constructor(
    message: string,
    /** Whether it had begun its task, which may then be what ended it. */
    readonly hadBegun: boolean,
  ) {
    super(message);
  }
}

/** One worker, which does one task at a time. */
export interface Member {
  /** Whether it has said that it is ready; until then it takes no task. */
  readonly ready: Promise<void>;
  /** Does a task. Rejects with the task's error, or with WorkerEnded. */
  ask(task: Task, tell?: (progress: Progress) => void): Promise<unknown>;
  /** Asks it to load a study in its spare time. */
  warm(study: string): void;
  /** Resolved once it has ended, by itself or not. */
  readonly ended: Promise<void>;
  terminate(): void;
}

/** Milliseconds in which a worker must have started, also where the network is slow. */
const START_PATIENCE = 60_000;

/** Starts a worker. */
export function startMember(): Member {
  const worker = new EngineWorker();
  // Locks are shared by all tabs of a site.
  const lock = `isinglass-worker-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  const watch = new AbortController();
  let settle: { resolve(result: unknown): void; reject(error: Error): void } | undefined;
  let hadBegun = false;
  let tell: ((progress: Progress) => void) | undefined;
  const ready = deferred();
  const ended = deferred();
  ready.promise.catch(() => undefined);

  const end = (message: string) => {
    watch.abort();
    clearTimeout(patience);
    worker.terminate();
    const error = new WorkerEnded(message, hadBegun);
    ready.reject(error);
    settle?.reject(error);
    settle = undefined;
    ended.resolve();
  };
  const patience = setTimeout(() => end("the worker did not start"), START_PATIENCE);
  const listen = (reply: Reply) => {
    switch (reply.kind) {
      case "ready":
        if (reply.locked) watchLock(lock, watch.signal, () => end("the worker ended"));
        clearTimeout(patience);
        return ready.resolve();
      case "begun":
        hadBegun = true;
        return;
      case "progress":
        return tell?.(reply.progress);
      case "done":
        return settle?.resolve(reply.result);
      case "failed":
        return settle?.reject(errorOf(reply.error));
    }
  };
  const say = (request: Request) => worker.postMessage(request);
  worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => listen(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end(event.message || "the worker could not be loaded");
  });
  say({ kind: "live", lock });
  return {
    ready: ready.promise,
    ended: ended.promise,
    ask: (task, onProgress) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        hadBegun = false;
        tell = onProgress;
        say(task);
      }),
    warm: (study) => say({ kind: "warm", study }),
    terminate: () => end("the worker was ended"),
  };
}

/** Gets the lock that the worker holds when the worker is no more. */
function watchLock(lock: string, signal: AbortSignal, onEnd: () => void): void {
  navigator.locks.request(lock, { signal }, onEnd).catch(() => undefined);
}

interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A promise that is settled from outside. */
function deferred(): Deferred {
  let settle: Omit<Deferred, "promise"> | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle! };
}
