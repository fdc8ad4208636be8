import { type Member, startMember, WorkerEnded } from "./member.js";
import type { Kind, Progress, Result, Task } from "./protocol.js";

/** How a task is followed and ended. */
export interface TaskOptions {
  /** Takes the task out of the queue; a worker that is at it gets {@link GRACE} to end, and is replaced then. */
  readonly signal: AbortSignal;
  readonly tell?: (progress: Progress) => void;
  /** May go before others, and to the spare worker. */
  readonly urgent?: boolean;
}

/** Workers that take tasks from a queue. */
export interface Pool {
  /** Tasks that are done at one time. */
  readonly size: number;
  /** Does a task; again, where its worker ends under it, once. Rejects with the signal's reason or the task's error. */
  do<K extends Kind>(task: Task<K>, options: TaskOptions): Promise<Result<K>>;
  /** Lets the workers that have nothing to do load a study. */
  warm(study: string): void;
  dispose(): void;
}

/** Milliseconds that a worker may go on with what nobody waits for. */
const GRACE = 100;

/** Milliseconds after which a worker that has not started has another beside it: browsers tell of no worker's end. */
const LATE = 5000;

/** Workers that may fail to start, one after another, before those who wait are told. */
const MOST_FAILURES = 3;

interface Job {
  readonly task: Task;
  readonly options: TaskOptions;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** Whether a worker has ended under it. */
  fatal: boolean;
}

/** Where a worker is: starting or idle without a job. */
interface Seat {
  readonly member: Member;
  idle: boolean;
  /** Whether it takes long to start, so that nobody counts on it. */
  late: boolean;
  job?: Job | undefined;
}

/**
 * A pool of `size` workers at work, and one more that is kept warm, so that a new task need not wait for the end of an
 * old one. Workers are started as they are needed.
 */
export function createPool(size: number): Pool {
  const seats = new Set<Seat>();
  const queue: Job[] = [];
  let study: string | undefined;
  let disposed = false;
  /** Workers that could not be started, in a row. */
  let failures = 0;

  const working = () => [...seats].filter(({ job }) => job && !job.options.signal.aborted).length;

  const drain = () => {
    if (disposed) return;
    const wanted = Math.min(size, working() + queue.length) + 1;
    const late = [...seats].filter((seat) => seat.late).length;
    while (seats.size < wanted + Math.min(late, size + 1)) open();
    for (const seat of seats) {
      if (!seat.idle) continue;
      const next = working() < size ? 0 : queue.findIndex(({ options }) => options.urgent);
      const [job] = next < 0 ? [] : queue.splice(next, 1);
      if (!job) return;
      void serve(seat, job);
    }
  };

  const open = () => {
    const seat: Seat = { member: startMember(), idle: false, late: false };
    seats.add(seat);
    const patience = setTimeout(() => {
      seat.late = true;
      drain();
    }, LATE);
    const begin = () => {
      clearTimeout(patience);
      failures = 0;
      seat.late = false;
      if (study) seat.member.warm(study);
      seat.idle = true;
      drain();
    };
    const giveUp = (error: unknown) => {
      failures++;
      // Workers that cannot be started are not started again and again: whoever waits is told.
      if (failures >= MOST_FAILURES) for (const job of queue.splice(0)) job.reject(error);
    };
    seat.member.ready.then(begin, giveUp);
    void seat.member.ended.then(() => {
      clearTimeout(patience);
      seats.delete(seat);
      if (failures < MOST_FAILURES) drain();
    });
  };

  const serve = async (seat: Seat, job: Job) => {
    seat.idle = false;
    seat.job = job;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const abandon = () => {
      timer = setTimeout(() => seat.member.terminate(), GRACE);
      job.reject(job.options.signal.reason);
      drain();
    };
    job.options.signal.addEventListener("abort", abandon, { once: true });
    try {
      job.resolve(await seat.member.ask(job.task, job.options.tell));
      seat.idle = true;
    } catch (error) {
      const ended = error instanceof WorkerEnded;
      seat.idle = !ended;
      const again = ended && !job.options.signal.aborted && !job.fatal;
      if (again) queue.unshift(Object.assign(job, { fatal: error.hadBegun }));
      else job.reject(error);
    }
    clearTimeout(timer);
    job.options.signal.removeEventListener("abort", abandon);
    seat.job = undefined;
    drain();
  };

  drain();
  return {
    size,
    do: (task, options) => {
      const { signal, urgent } = options;
      let giveUp = () => {};
      return new Promise<Result<typeof task.kind>>((resolve, reject) => {
        if (signal.aborted || disposed) return reject(signal.reason);
        const job: Job = { task: task as Task, options, resolve: resolve as Job["resolve"], reject, fatal: false };
        giveUp = () => leave(queue, job);
        signal.addEventListener("abort", giveUp, { once: true });
        if (urgent) queue.unshift(job);
        else queue.push(job);
        drain();
        // A run has one signal for all of its cells, and a signal with thousands of listeners is slow.
      }).finally(() => signal.removeEventListener("abort", giveUp));
    },
    warm(id) {
      study = id;
      for (const { member, idle } of seats) if (idle) member.warm(id);
    },
    dispose() {
      disposed = true;
      for (const { member } of seats) member.terminate();
    },
  };
}

/** Takes a job whose signal is aborted out of the queue, if it still stands there. */
function leave(queue: Job[], job: Job): void {
  const at = queue.indexOf(job);
  if (at < 0) return;
  queue.splice(at, 1);
  job.reject(job.options.signal.reason);
}
