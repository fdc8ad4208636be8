import {
  discreteBayesPredictor,
  errorsByPosition,
  meanError,
  ridgePredictor,
} from "../../../learning/predictors/index.js";
import { drawPool, multiTask, noisyLinearTask, type PromptBatch, type Task } from "../../../learning/tasks/index.js";
import { infinitePoolRisk, poolAttention, poolAttentionRisks } from "../../../learning/theory/index.js";
import type { Matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { mean } from "../../../numerics/statistics/index.js";

/** The tasks on which a learner is tested: those of its pre-training, or fresh ones. */
export const kinds = ["pre", "true"] as const;
export type Kind = (typeof kinds)[number];

/** Sizes of a pool of M tasks and of the prompts from it. */
export interface PoolSizes {
  readonly d: number;
  /** Examples before the query. */
  readonly N: number;
  /** Variance of the labels' noise. */
  readonly noise: number;
  readonly M: number;
}

/** Exact errors of the best layer of linear attention, mean over several pools, by kind of tasks. */
export function linearRisks(
  { d, N, noise, M }: PoolSizes,
  pools: number,
  stream: Stream,
  algebra: LinearAlgebra,
): Record<Kind, number> {
  const risks = Array.from({ length: pools }, (_, i) =>
    poolAttentionRisks(drawPool(stream.child("pool", i), M, d), { context: N, noiseVariance: noise }, algebra),
  );
  return { pre: mean(risks.map((risk) => risk.pretraining)), true: mean(risks.map((risk) => risk.fresh)) };
}

/** The error of linear attention pre-trained on infinitely many tasks, exactly; the same on all tasks. */
export function infiniteRisk({ d, N, noise }: Omit<PoolSizes, "M">): number {
  return infinitePoolRisk({ dimension: d, context: N, noiseVariance: noise });
}

/** Errors over d of the Bayes predictors of one pool on drawn prompts: over all positions, and at the last. */
export interface BayesErrors {
  readonly dmmse: number;
  readonly ridge: number;
  readonly dmmseLast: number;
  readonly ridgeLast: number;
  /** Of linear attention on the same prompts at the last position, less its exact error. */
  readonly linearResidual: number;
}

/** The tasks of a pool, or fresh ones. */
export function taskOf(pool: Matrix, kind: Kind, { d, noise }: Pick<PoolSizes, "d" | "noise">): Task {
  return kind === "pre"
    ? multiTask({ pool, noiseVariance: noise })
    : noisyLinearTask({ dimension: d, noiseVariance: noise });
}

/** Draws prompts of tasks of the pool, or of fresh ones, and predicts them by dMMSE, by ridge regression, by attention. */
export function bayesErrors(
  pool: Matrix,
  kind: Kind,
  { d, N, noise }: PoolSizes,
  prompts: number,
  stream: Stream,
  algebra: LinearAlgebra,
): BayesErrors {
  const batch = taskOf(pool, kind, { d, noise }).draw(stream, { batch: prompts, points: N + 1 });
  const errors = (predictions: Float64Array) => ({
    all: meanError(batch, predictions, d).value!,
    last: errorsByPosition(batch, predictions, d)[N]!.value!,
  });
  const dmmse = errors(discreteBayesPredictor({ pool, noiseVariance: noise }).predict(batch));
  const ridge = errors(ridgePredictor({ lambda: noise }).predict(batch));
  const settings = { context: N, noiseVariance: noise };
  const exact = poolAttentionRisks(pool, settings, algebra)[kind === "pre" ? "pretraining" : "fresh"];
  const simulated = attentionError(batch, poolAttention(pool, settings, algebra));
  return {
    ...{ dmmse: dmmse.all, ridge: ridge.all, dmmseLast: dmmse.last, ridgeLast: ridge.last },
    linearResidual: simulated - exact,
  };
}

/** Mean squared error over d, at the last position, of the layer x_qᵀA(1/N) Σ y x. */
function attentionError({ batch, points, dimension: d, x, y }: PromptBatch, A: Matrix): number {
  const N = points - 1;
  const errors = Array.from({ length: batch }, (_, b) => {
    const first = b * points;
    const moments = new Float64Array(d);
    for (let n = first; n < first + N; n++) {
      for (let a = 0; a < d; a++) moments[a]! += (y[n]! * x[n * d + a]!) / N;
    }
    let prediction = 0;
    for (let a = 0; a < d; a++) {
      for (let c = 0; c < d; c++) prediction += x[(first + N) * d + a]! * A.data[a * d + c]! * moments[c]!;
    }
    return (y[first + N]! - prediction) ** 2 / d;
  });
  return mean(errors);
}
