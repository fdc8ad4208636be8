import { invalid } from "../../numerics/errors.js";
import type { Stream } from "../../numerics/random/stream.js";
import type { Mapped, ProgramOptions, Tree, Value } from "../../tensor/index.js";
import type { GradientTransformation } from "../transformation.js";
import type { History } from "./history.js";
import type { CheckpointStore } from "./store.js";

/**
 * What {@link train} needs. `W` is the tree of parameters and `B` that of a batch, both of tensors; the compiler finds
 * them where `init` and `batches` are written before the functions that take values in their form.
 */
export interface TrainOptions<W, B> extends ProgramOptions {
  /** The parameters before the first step, from the stream `init`. */
  readonly init: (stream: Stream) => W;
  /** The batch of a step, from the stream `batch/STEP`: the same for a step number whatever came before. */
  readonly batches: (stream: Stream) => B;
  /** The loss of a batch, a scalar; traced. */
  readonly loss: (params: Mapped<W, Value>, batch: Mapped<B, Value>) => Value;
  readonly optimiser: GradientTransformation;
  /** The run's own stream. */
  readonly stream: Stream;
  /** How many steps in all, those before a resumption included. */
  readonly steps: number;
  /** Steps in one run of the engine at most; 1 unless told. Best a divisor of the other intervals. */
  readonly unroll?: number;
  /** An estimate of the Hessian's diagonal on a batch, for an optimiser that wants one; traced. */
  readonly hessian?: (params: Mapped<W, Value>, batch: Mapped<B, Value>) => Tree<Value>;
  /** The caller's own measurement of parameters. */
  readonly evaluate?: (params: W, step: number) => Numbers | Promise<Numbers>;
  /** Steps between evaluations; `steps` unless told. */
  readonly evaluateEvery?: number;
  /** Where checkpoints go and where the run resumes from. The last is written when training ends or is interrupted. */
  readonly store?: CheckpointStore;
  /** Steps between checkpoints; `steps` unless told. */
  readonly checkpointEvery?: number;
  /** Stops training with the signal's reason, after a checkpoint. */
  readonly signal?: AbortSignal;
  /** Called after each run of the engine, and awaited. */
  readonly onMetrics?: (metrics: LiveMetrics) => void | Promise<void>;
  /** Seconds since any fixed moment, for `stepsPerSecond`. */
  readonly clock?: () => number;
  /** Ends training early; looked at after each run of the engine. Pure, so that a resumed run ends at the same step. */
  readonly stopWhen?: (history: History) => boolean;
}

/** Named results of an evaluation. */
export type Numbers = Readonly<Record<string, number>>;

/** The newest numbers of a run that is going on. */
export interface LiveMetrics {
  /** Steps done, and steps in all. */
  readonly step: number;
  readonly steps: number;
  /** Of the last step done. */
  readonly loss: number;
  readonly gradientNorm: number;
  readonly learningRate?: number;
  /** Over this session, by the caller's clock. */
  readonly stepsPerSecond?: number;
  /** Of the newest evaluation. */
  readonly evaluation?: Numbers;
}

/** What training ended with. */
export interface TrainResult<W> {
  /** In the program's type. */
  readonly params: W;
  /** Steps done: fewer than asked for where `stopWhen` ended it. */
  readonly step: number;
  readonly history: History;
}

/** @throws InputError unless all intervals are counts, and the optimiser has what it needs from the host */
export function checkOptions<W, B>(options: TrainOptions<W, B>): void {
  const { steps, unroll = 1, evaluateEvery = steps, checkpointEvery = steps, optimiser, hessian } = options;
  for (const [name, count] of Object.entries({ steps, unroll, evaluateEvery, checkpointEvery })) {
    if (!(Number.isInteger(count) && count >= 1)) throw invalid(name, count, "an integer of at least 1");
  }
  if (optimiser.refresh?.from === "hessian" && !hessian) {
    throw invalid("hessian", undefined, "an estimate of the Hessian's diagonal, which this optimiser needs");
  }
}
