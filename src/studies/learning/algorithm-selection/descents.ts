import {
  descendByReluAttention,
  dot,
  evaluateReluSum,
  interpolateByRelus,
  leastSquaresDescent,
} from "../../../learning/constructions/index.js";
import { solveLasso } from "../../../learning/predictors/index.js";
import { matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import { rowOf } from "../../../numerics/linear-algebra/rows.js";
import { type NoisyTask, ridgeWeights } from "./selection.js";

/** |a − b|. */
function distance(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0));
}

/** How a stack of ReLU-attention layers approaches ridge regression. */
export interface RidgeApproach {
  /** Largest difference of a weight from plain gradient descent, over all layers. */
  readonly gap: number;
  /** |w_l − w*| after each layer l = 1, 2, …, over |w*|. */
  readonly errors: readonly number[];
  /** The bound (1 − 1/κ)^l, κ = (β + λ)/(α + λ), α and β the extreme eigenvalues of XᵀX/N. */
  readonly bounds: readonly number[];
}

/** Layers of ReLU attention with the step 1/(β + λ), on ½|Xw − y|²/N + (λ/2)|w|². */
export function approachRidge(task: NoisyTask, lambda: number, layers: number, algebra: LinearAlgebra): RidgeApproach {
  const N = task.X.rows;
  const spectrum = algebra.eigenvalues(algebra.syrk(task.X));
  const [alpha, beta] = [spectrum[0]! / N, spectrum.at(-1)! / N];
  const step = { eta: 1 / (beta + lambda), lambda };
  const iterates = descendByReluAttention(task, { ...step, layers }, algebra);
  const plain = leastSquaresDescent(task, { ...step, steps: layers });
  const end = ridgeWeights(task, N * lambda, N, algebra);
  const size = distance(end, new Float64Array(end.length));
  const rate = 1 - (alpha + lambda) / (beta + lambda);
  return {
    gap: Math.max(...iterates.map((w, l) => distance(w, plain[l]!))),
    errors: iterates.map((w) => distance(w, end) / size),
    bounds: iterates.map((_, l) => rate ** (l + 1)),
  };
}

/** |w − w_Lasso| after so many layers with a soft threshold after each. */
export function lassoGap(task: NoisyTask, alpha: number, layers: number, algebra: LinearAlgebra): number {
  const { rows: N, columns: d } = task.X;
  const gram = algebra.syrk(task.X);
  const scaled = { ...gram, data: gram.data.map((value) => value / N) };
  const moments = algebra.gemm(task.X, matrix(N, 1, task.y), { transposeA: true }).data.map((value) => value / N);
  const lasso = new Float64Array(d);
  solveLasso({ gram: scaled.data, target: moments, alpha }, lasso);
  const eta = 1 / algebra.eigenvalues(scaled).at(-1)!;
  return distance(descendByReluAttention(task, { eta, alpha, layers }, algebra).at(-1)!, lasso);
}

function sigmoid(t: number): number {
  return 1 / (1 + Math.exp(-t));
}

/** The range of predictions over which the logistic slope is interpolated. */
const RANGE = { low: -8, high: 8 } as const;

/** Largest error, over its range, of the logistic loss's slope as a sum of so many ReLUs. */
export function slopeError(pieces: number): number {
  const slope = interpolateByRelus(sigmoid, { ...RANGE, pieces });
  const points = 16 * pieces;
  const errors = Array.from({ length: points + 1 }, (_, i) => {
    const t = RANGE.low + ((RANGE.high - RANGE.low) * i) / points;
    return Math.abs(evaluateReluSum(slope, t) - sigmoid(t));
  });
  return Math.max(...errors);
}

/** |w − w′| after `layers` logistic steps by ReLU attention with so many pieces (w) and by plain gradient descent (w′). */
export function logisticGap({ X, y }: NoisyTask, pieces: number, layers: number, algebra: LinearAlgebra): number {
  const labels = y.map((value) => (value > 0 ? 1 : 0));
  const slope = interpolateByRelus(sigmoid, { ...RANGE, pieces });
  const eta = 0.5;
  const byAttention = descendByReluAttention({ X, y: labels }, { eta, slope, layers }, algebra).at(-1)!;
  const w = new Float64Array(X.columns);
  for (let l = 0; l < layers; l++) {
    const gradient = new Float64Array(w.length);
    for (let i = 0; i < X.rows; i++) {
      const x = rowOf(X, i);
      const slopeAt = (sigmoid(dot(w, x)) - labels[i]!) / X.rows;
      for (let a = 0; a < w.length; a++) gradient[a]! += slopeAt * x[a]!;
    }
    for (let a = 0; a < w.length; a++) w[a]! -= eta * gradient[a]!;
  }
  return distance(byAttention, w);
}
