import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import type { Stream } from "../../numerics/random/stream.js";

/**
 * Examples of a two-layer ReLU network y = ⟨v, s⟩, s = √(2/k) relu(Wx), with W (k × d), v and inputs standard normal, so
 * that E y² = d. Its hidden values s are the intermediate step that a chain of thought shows.
 * Source: Li et al. 2023, Dissecting chain-of-thought (arXiv:2305.18869), §4.
 */
export interface NetworkExamples {
  readonly d: number;
  readonly k: number;
  /** n × d. */
  readonly inputs: Matrix;
  /** n × k. */
  readonly hidden: Matrix;
  /** n numbers. */
  readonly outputs: Float64Array;
}

/** Draws a network and `n` examples of it; the last one serves as the query. */
export function drawNetworkExamples(
  stream: Stream,
  { d, k, n }: { readonly d: number; readonly k: number; readonly n: number },
): NetworkExamples {
  const weights = stream.child("weights").fillNormal(new Float64Array(k * d));
  const readout = stream.child("readout").fillNormal(new Float64Array(k));
  const inputs = matrix(n, d, stream.child("inputs").fillNormal(new Float64Array(n * d)));
  const hidden = hiddenValues(inputs, matrix(k, d, weights));
  return { d, k, inputs, hidden, outputs: product(hidden, readout) };
}

/** What a learner of the prompt predicts for its last example, from the others. */
export interface QueryResult {
  /** Squared error over d, the mean square of y. */
  readonly error: number;
  /** Whether every hidden neuron has been recovered: it was active in at least d examples. */
  readonly recovered: boolean;
}

/**
 * Learns with the intermediate step shown (CoT-I/O), in two phases. Filtering: of each neuron, the examples in which it is
 * active. Learning: least squares of its values on the inputs, exact for d active examples, and of the outputs on the
 * values of all neurons that were active at all. Minimum-norm solutions where there are too few.
 */
export function learnByDecomposition(examples: NetworkExamples, algebra: LinearAlgebra): QueryResult {
  const { d, k, inputs, hidden, outputs } = examples;
  const shown = Array.from({ length: inputs.rows - 1 }, (_, i) => i);
  const activity = Array.from({ length: k }, (_, j) => shown.filter((i) => hidden.data[i * k + j]! > 0));
  const neurons = activity.flatMap((active, j) => (active.length > 0 ? [j] : []));
  const query = rowsOf(inputs, [shown.length]).data;
  const values = neurons.map((j) => {
    const active = activity[j]!;
    const targets = Float64Array.from(active, (i) => hidden.data[i * k + j]!);
    return Math.max(0, dot(minimumNormFit(rowsOf(inputs, active), targets, algebra), query));
  });
  const shownValues = matrix(shown.length, neurons.length);
  shown.forEach((i) => {
    neurons.forEach((j, column) => {
      shownValues.data[i * neurons.length + column] = hidden.data[i * k + j]!;
    });
  });
  const readout = minimumNormFit(shownValues, outputs.subarray(0, shown.length), algebra);
  const error = (dot(readout, values) - outputs[shown.length]!) ** 2 / d;
  return { error, recovered: activity.every((active) => active.length >= d) };
}

/**
 * Learns from inputs and outputs alone, by minimum-norm least squares of y on x and a constant: plain in-context learning.
 *
 * @returns the squared error at the query over d.
 */
export function learnLinearly({ d, inputs, outputs }: NetworkExamples, algebra: LinearAlgebra): number {
  const n = inputs.rows - 1;
  const affine = matrix(n, d + 1);
  for (let i = 0; i < n; i++) {
    affine.data.set(inputs.data.subarray(i * d, (i + 1) * d), i * (d + 1));
    affine.data[i * (d + 1) + d] = 1;
  }
  const weights = minimumNormFit(affine, outputs.subarray(0, n), algebra);
  return (dot(weights, [...inputs.data.subarray(n * d), 1]) - outputs[n]!) ** 2 / d;
}

/**
 * Probability that all k neurons were active in at least d of n examples, each with probability ½ and taken as independent
 * of the others: then the network is known exactly, at every query.
 */
export function recoveryProbability({
  d,
  k,
  n,
}: {
  readonly d: number;
  readonly k: number;
  readonly n: number;
}): number {
  return binomialTail(n, d) ** k;
}

/** P(Bin(n, ½) ≥ m). */
function binomialTail(n: number, m: number): number {
  let term = 0.5 ** n;
  let tail = 0;
  for (let j = 0; j <= n; j++) {
    if (j >= m) tail += term;
    term *= (n - j) / (j + 1);
  }
  return tail;
}

/** √(2/k) relu(Wx) of every row x. */
function hiddenValues(inputs: Matrix, weights: Matrix): Matrix {
  const { rows: n, columns: d } = inputs;
  const k = weights.rows;
  const scale = Math.sqrt(2 / k);
  const hidden = matrix(n, k);
  for (let i = 0; i < n; i++) {
    const values = product(weights, inputs.data.subarray(i * d, (i + 1) * d));
    for (let j = 0; j < k; j++) hidden.data[i * k + j] = scale * Math.max(0, values[j]!);
  }
  return hidden;
}

/** The x of least norm among those that minimise ‖Ax − b‖, by singular values; 0 where A is empty. */
function minimumNormFit(a: Matrix, b: Float64Array, algebra: LinearAlgebra): Float64Array {
  const x = new Float64Array(a.columns);
  if (a.data.length === 0) return x;
  const { u, values, vt } = algebra.svd(a);
  const rank = values.length;
  for (let r = 0; r < rank; r++) {
    if (values[r]! <= 1e-12 * values[0]!) break;
    let projection = 0;
    for (let i = 0; i < a.rows; i++) projection += u.data[i * rank + r]! * b[i]!;
    for (let c = 0; c < a.columns; c++) x[c]! += (projection / values[r]!) * vt.data[r * a.columns + c]!;
  }
  return x;
}

function rowsOf({ columns, data }: Matrix, chosen: readonly number[]): Matrix {
  const result = matrix(chosen.length, columns);
  chosen.forEach((row, i) => {
    result.data.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return result;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function product({ rows, columns, data }: Matrix, x: Float64Array): Float64Array {
  const result = new Float64Array(rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[i]! += data[i * columns + j]! * x[j]!;
  return result;
}
