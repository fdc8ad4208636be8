import {
  type MergedWeights,
  predictFromStatistics,
  type SeparateWeights,
  separateLinearAttention,
  simplifiedLinearAttention,
} from "../../learning/models/index.js";
import type { Stream } from "../../numerics/random/stream.js";
import { generalizationError, type TaskBatch } from "../../spinglass/index.js";
import { type Mapped, mean, square, sub, type Tensor, type Value } from "../../tensor/index.js";
import { adam, train } from "../../training/index.js";

/** W as one matrix, or as W_Q^T W_K. */
export type Parametrisation = "merged" | "separate";

/** How linear attention is trained: full batches, Adam, no regulariser, as in the code behind thesis fig. 16. */
export interface AttentionTraining {
  readonly epochs: number;
  readonly rate: number;
  /** Epochs between two points of the curve, rounded up to a multiple of 5. */
  readonly every: number;
}

/** Epochs in one run of the engine: such a step is so short that calling the engine takes longer. */
const UNROLL = 5;

/** What a training runs with. */
export interface TrainingContext {
  readonly stream: Stream;
  readonly signal: AbortSignal;
  /** Told the epoch and the loss as they come. */
  readonly onEpoch?: (epoch: number, loss: number) => void;
}

/** Linear attention after training. */
export interface TrainedAttention {
  /** The live spins W_mn, m ≤ D, n < D, row-major. */
  readonly spins: Float64Array;
  /** The error on the training tasks before the first step. */
  readonly initialError: number;
  /** The error on the training tasks and the exact test error, by epoch. */
  readonly curve: readonly { readonly epoch: number; readonly train: number; readonly test: number }[];
}

/**
 * Trains simplified linear attention, thesis eqs (171)-(172), on the sufficient statistics of P prompts: the same descent
 * as on the prompts. The test error is exact.
 */
export async function trainLinearAttention(
  tasks: TaskBatch,
  kind: Parametrisation,
  { epochs, rate, every }: AttentionTraining,
  { stream, signal, onEpoch }: TrainingContext,
): Promise<TrainedAttention> {
  const { D, N } = tasks;
  const batch = batchOf(tasks);
  const { params, history } = await train({
    init: (): Weights => initialWeights(kind, stream, D),
    batches: () => batch,
    loss: (weights, { features, queries, targets }) =>
      mean(square(sub(predictFromStatistics(weights as Mapped<Weights, Value>, features, queries), targets))),
    optimiser: adam(rate),
    stream,
    steps: epochs,
    unroll: UNROLL,
    evaluateEvery: UNROLL * Math.ceil(every / UNROLL),
    evaluate: (weights) => ({ test: generalizationError(liveSpins(weights, D), { D, N }) }),
    signal,
    onMetrics: ({ step, loss }) => onEpoch?.(step, loss),
  });
  const curve = history.evaluations.map(({ step, values }) => ({
    epoch: step,
    train: history.loss[step - 1]!,
    test: values.test!,
  }));
  return { spins: liveSpins(params, D), initialError: history.loss[0]!, curve };
}

/** The weights before training; the training's own stream gives them. */
function initialWeights(kind: Parametrisation, stream: Stream, D: number): Weights {
  const { init } = kind === "merged" ? simplifiedLinearAttention({ D }) : separateLinearAttention({ D });
  return init(stream.child("weights"));
}

/** The live spins with which a merged training on this stream begins. */
export function initialSpins(stream: Stream, D: number): Float64Array {
  return liveSpins(initialWeights("merged", stream, D), D);
}

type Weights = MergedWeights<Tensor> | SeparateWeights<Tensor>;

/** The statistics as tensors; queries get the zero of their unknown label. */
function batchOf({ P, D, features, queries, targets }: TaskBatch): Record<"features" | "queries" | "targets", Tensor> {
  const padded = new Float64Array(P * (D + 1));
  for (let task = 0; task < P; task++) padded.set(queries.subarray(task * D, (task + 1) * D), task * (D + 1));
  return {
    features: { data: features, shape: [P, D + 1] },
    queries: { data: padded, shape: [P, D + 1] },
    targets: { data: targets, shape: [P] },
  };
}

/** W_mn for n < D, of W itself or of W_Q^T W_K. */
export function liveSpins(weights: Weights, D: number): Float64Array {
  const spins = new Float64Array(D * (D + 1));
  const entry = "W" in weights ? (m: number, n: number) => weights.W.data[m * (D + 1) + n]! : productOf(weights, D);
  for (let m = 0; m <= D; m++) for (let n = 0; n < D; n++) spins[m * D + n] = entry(m, n);
  return spins;
}

/** Entries of W_Q^T W_K. */
function productOf({ W_Q, W_K }: SeparateWeights<Tensor>, D: number): (m: number, n: number) => number {
  const [rows] = W_Q.shape;
  return (m, n) => {
    let sum = 0;
    for (let h = 0; h < rows!; h++) sum += W_Q.data[h * (D + 1) + m]! * W_K.data[h * (D + 1) + n]!;
    return sum;
  };
}
