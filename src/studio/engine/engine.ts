import type { CallArgument, CallName, CallResult } from "./calls.js";
import type { CallOptions, Engine, RunOptions, RunRequest, RunResult } from "./contract.js";
import { knownRows } from "./known-rows.js";
import { createPool } from "./pool.js";
import type { Progress } from "./protocol.js";
import { runStudy } from "./run.js";

export type { CallArgument, CallName, CallResult, Calls } from "./calls.js";
export type * from "./contract.js";

/** More workers than this help no quick study. */
const MOST_WORKERS = 4;

/** Starts an engine. @param options.workers that compute at one time; one for each core, four at most, unless told */
export function createEngine({
  workers = Math.min(navigator.hardwareConcurrency, MOST_WORKERS),
}: {
  readonly workers?: number;
} = {}): Engine {
  const pool = createPool(workers);
  const known = knownRows();
  const life = new AbortController();
  let current = new AbortController();

  const run = (request: RunRequest, options: RunOptions = {}): Promise<RunResult> => {
    current.abort(aborted("a newer run took the place of this one"));
    const own = new AbortController();
    current = own;
    const signal = either(own, life.signal, options.signal);
    // Whatever ends a run ends all of its work.
    return runStudy(request, { pool, known, signal }, options).finally(() => own.abort());
  };
  const call = async <N extends CallName>(name: N, argument: CallArgument<N>, options: CallOptions = {}) => {
    const { onProgress } = options;
    const tell = ({ part, done, of }: Progress) => onProgress?.(part ?? "", done, of);
    const signal = either(new AbortController(), life.signal, options.signal);
    return (await pool.do({ kind: "call", name, argument }, { signal, tell, urgent: true })) as CallResult<N>;
  };
  const dispose = () => {
    life.abort(aborted("the engine was ended"));
    pool.dispose();
  };
  return { run, call, dispose };
}

function aborted(message: string): DOMException {
  return new DOMException(message, "AbortError");
}

/** A signal that is aborted with the first of several. */
function either(own: AbortController, ...others: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any([own.signal, ...others.filter((other) => other !== undefined)]);
}
