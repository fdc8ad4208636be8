import { invalid } from "../../numerics/errors.js";

/** Squared distances between all pairs of points (n × dimensions): n × n. */
export function squaredDistances(points: Float64Array, dimensions: number): Float64Array {
  const n = points.length / dimensions;
  const squares = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) sum += (points[i * dimensions + d]! - points[j * dimensions + d]!) ** 2;
      squares[i * n + j] = squares[j * n + i] = sum;
    }
  }
  return squares;
}

/**
 * The joint affinities p_ij = (p_{j|i} + p_{i|j})/2n of t-SNE, with p_{j|i} ∝ exp(−|x_i − x_j|²/2s_i²) and s_i such that
 * the entropy of p_{·|i} is log `perplexity` (van der Maaten and Hinton 2008, eqs (1), and p. 2584): n × n, summing to 1.
 * @throws InputError unless the perplexity is above 1 and below n − 1.
 */
export function jointAffinities(squares: Float64Array, perplexity: number): Float64Array {
  const n = Math.round(Math.sqrt(squares.length));
  if (!(perplexity > 1 && perplexity < n - 1)) {
    throw invalid("perplexity", perplexity, `a number above 1 and below ${n - 1}, the other points`);
  }
  const affinities = new Float64Array(n * n);
  for (let i = 0; i < n; i++) fillConditional(squares.subarray(i * n, (i + 1) * n), i, perplexity, affinities);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const joint = (affinities[i * n + j]! + affinities[j * n + i]!) / (2 * n);
      affinities[i * n + j] = affinities[j * n + i] = joint;
    }
  }
  return affinities;
}

/** Row i of p_{j|i}, its precision found by bisection. */
function fillConditional(squares: Float64Array, i: number, perplexity: number, out: Float64Array): void {
  const n = squares.length;
  const row = out.subarray(i * n, (i + 1) * n);
  // Distances from the nearest keep the largest term at 1 whatever the scale.
  const nearest = squares.reduce(
    (least, square, j) => (j === i ? least : Math.min(least, square)),
    Number.POSITIVE_INFINITY,
  );
  const target = Math.log(perplexity);
  let [low, high, precision] = [0, Number.POSITIVE_INFINITY, 1];
  for (let step = 0; step < 100; step++) {
    let total = 0;
    let weighted = 0;
    for (let j = 0; j < n; j++) {
      const excess = squares[j]! - nearest;
      row[j] = j === i ? 0 : Math.exp(-precision * excess);
      total += row[j]!;
      weighted += row[j]! * excess;
    }
    for (let j = 0; j < n; j++) row[j]! /= total;
    const entropy = Math.log(total) + (precision * weighted) / total;
    if (Math.abs(entropy - target) < 1e-8) return;
    if (entropy > target) low = precision;
    else high = precision;
    precision = high === Number.POSITIVE_INFINITY ? precision * 2 : (low + high) / 2;
  }
}
