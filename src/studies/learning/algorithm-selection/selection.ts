import { areLabelsBinary, dot } from "../../../learning/constructions/index.js";
import { noiseMixturePredictor } from "../../../learning/predictors/index.js";
import { type Matrix, matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import { rowOf } from "../../../numerics/linear-algebra/rows.js";
import type { Stream } from "../../../numerics/random/stream.js";

/** N noisy examples of a linear function with |w| = 1, and a query. */
export interface NoisyTask {
  readonly X: Matrix;
  readonly y: Float64Array;
  readonly query: Float64Array;
  /** ⟨w, query⟩, without noise. */
  readonly target: number;
}

/** x ~ N(0, I), w uniform on the unit sphere, noise of deviation sigma. */
export function drawNoisyTask(d: number, N: number, sigma: number, stream: Stream): NoisyTask {
  const normal = (length: number) => stream.fillNormal(new Float64Array(length));
  const direction = normal(d);
  const norm = Math.sqrt(dot(direction, direction));
  const w = direction.map((value) => value / norm);
  const X = matrix(N, d, normal(N * d));
  const query = normal(d);
  const y = Float64Array.from({ length: N }, (_, i) => dot(w, rowOf(X, i)) + sigma * stream.normal());
  return { X, y, query, target: dot(w, query) };
}

/** argmin |Xw − y|² + λ|w|² over the first `count` examples. */
export function ridgeWeights({ X, y }: NoisyTask, lambda: number, count: number, algebra: LinearAlgebra): Float64Array {
  const d = X.columns;
  const inputs = matrix(count, d, X.data.slice(0, count * d));
  const gram = algebra.syrk(inputs);
  for (let a = 0; a < d; a++) gram.data[a * (d + 1)]! += lambda;
  const moments = algebra.gemm(inputs, matrix(count, 1, y.slice(0, count)), { transposeA: true });
  return algebra.solvePositive(gram, moments).data;
}

/** Squared errors at the query of every way to predict it. */
export interface SelectionErrors {
  /** Ridge regression for each candidate level of noise. */
  readonly fixed: readonly number[];
  /** The candidate that does best on held-out examples, fitted to all of them. */
  readonly selected: number;
  /** The same candidate, fitted to the first half alone. */
  readonly selectedHalf: number;
  /** Which candidate was selected. */
  readonly choice: number;
  /** The Bayes predictor over the candidates. */
  readonly mixture: number;
}

/**
 * Ridge regressions with λ = dσ² for each candidate σ, one of them selected by its error on the second half of the
 * examples after a fit to the first (post-ICL validation, Bai et al. §4.1), and the Bayes mixture.
 */
export function selectByValidation(
  task: NoisyTask,
  candidates: readonly number[],
  algebra: LinearAlgebra,
): SelectionErrors {
  const { rows: N, columns: d } = task.X;
  const half = Math.floor(N / 2);
  const error = (prediction: number) => (prediction - task.target) ** 2;
  const halves = candidates.map((sigma) => ridgeWeights(task, d * sigma ** 2, half, algebra));
  const losses = halves.map((w) => validationLoss(task, w, half));
  const choice = losses.indexOf(Math.min(...losses));
  const fixed = candidates.map((sigma) => error(dot(ridgeWeights(task, d * sigma ** 2, N, algebra), task.query)));
  const selectedHalf = error(dot(halves[choice]!, task.query));
  return { fixed, selected: fixed[choice]!, selectedHalf, choice, mixture: error(mixturePrediction(task, candidates)) };
}

function validationLoss({ X, y }: NoisyTask, w: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < X.rows; i++) sum += (dot(w, rowOf(X, i)) - y[i]!) ** 2;
  return sum;
}

/** The Bayes prediction for the query where the noise is one of the candidates and w ~ N(0, I/d). */
function mixturePrediction({ X, y, query }: NoisyTask, candidates: readonly number[]): number {
  const { rows: N, columns: dimension } = X;
  const predictor = noiseMixturePredictor({
    noiseVariances: candidates.map((sigma) => sigma ** 2),
    weightVariance: 1 / dimension,
  });
  const x = new Float64Array((N + 1) * dimension);
  x.set(X.data);
  x.set(query, N * dimension);
  const labels = new Float64Array(N + 1);
  labels.set(y);
  return predictor.predict({ batch: 1, points: N + 1, dimension, x, y: labels })[N]!;
}

/** Whether the pre-ICL test of the labels tells a regression prompt and its signs, a classification prompt, apart. */
export function isRouted({ y }: NoisyTask): boolean {
  return !areLabelsBinary(y) && areLabelsBinary(y.map((value) => (value < 0 ? -1 : 1)));
}
