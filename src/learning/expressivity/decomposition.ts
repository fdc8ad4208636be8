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
 * hidden values. Minimum-norm solutions where there are too few.
 */
export function learnByDecomposition(examples: NetworkExamples, algebra: LinearAlgebra): QueryResult {
  const { d, k } = examples;
  const n = examples.inputs.rows - 1;
  const weights = matrix(k, d);
  let recovered = true;
  for (let neuron = 0; neuron < k; neuron++) {
    const active = Array.from({ length: n }, (_, i) => i).filter((i) => examples.hidden.data[i * k + neuron]! > 0);
    recovered &&= active.length >= d;
    const values = Float64Array.from(active, (i) => examples.hidden.data[i * k + neuron]!);
    weights.data.set(minimumNormFit(rowsOf(examples.inputs, active), values, algebra), neuron * d);
  }
  const shown = Array.from({ length: n }, (_, i) => i);
  const readout = minimumNormFit(rowsOf(examples.hidden, shown), examples.outputs.subarray(0, n), algebra);
  // The fit is of values that hold the factor √(2/k) already.
  const hidden = product(weights, rowsOf(examples.inputs, [n]).data).map((value) => Math.max(0, value));
  const prediction = hidden.reduce((sum, value, j) => sum + value * readout[j]!, 0);
  return { error: (prediction - examples.outputs[n]!) ** 2 / d, recovered };
}

/** Learns from inputs and outputs alone, by minimum-norm least squares of y on x (plain in-context learning, linear). */
export function learnLinearly({ d, inputs, outputs }: NetworkExamples, algebra: LinearAlgebra): number {
  const n = inputs.rows - 1;
  const shown = Array.from({ length: n }, (_, i) => i);
  const weights = minimumNormFit(rowsOf(inputs, shown), outputs.subarray(0, n), algebra);
  const query = rowsOf(inputs, [n]).data;
  return (query.reduce((sum, x, c) => sum + x * weights[c]!, 0) - outputs[n]!) ** 2 / d;
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

/** The x of least norm among those that minimise ‖Ax − b‖, by singular values; 0 where A has no rows. */
function minimumNormFit(a: Matrix, b: Float64Array, algebra: LinearAlgebra): Float64Array {
  const x = new Float64Array(a.columns);
  if (a.rows === 0) return x;
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

function product({ rows, columns, data }: Matrix, x: Float64Array): Float64Array {
  const result = new Float64Array(rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[i]! += data[i * columns + j]! * x[j]!;
  return result;
}
