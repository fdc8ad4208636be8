import { invalid } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";

/** An estimated dimension with its standard error. */
export interface DimensionEstimate {
  readonly dimension: number;
  readonly stderr: number;
  /** Points that it rests on: those at distance zero from a neighbour are left out. */
  readonly n: number;
}

/**
 * The dimension of the manifold that points lie on, from the ratios of each point's second to first neighbour distance:
 * these are Pareto with exponent d. Maximum likelihood, unbiased: (n − 1)/Σ ln(r_2/r_1), standard error d/√(n − 2).
 * Facco et al., Scientific Reports 7 (2017) 12140 ("TwoNN").
 * @throws InputError for fewer than four points that differ.
 */
export function twoNearestNeighbours(points: Matrix): DimensionEstimate {
  const logs = neighbourDistances(points, 2).flatMap(([first, second]) =>
    first! > 0 ? [Math.log(second! / first!)] : [],
  );
  const n = logs.length;
  if (n < 4) throw invalid("number of different points", n, "at least 4");
  const dimension = (n - 1) / logs.reduce((sum, value) => sum + value, 0);
  return { dimension, stderr: dimension / Math.sqrt(n - 2), n };
}

/**
 * The dimension from the k nearest neighbours of each point: the inverse of the mean over points of
 * Σ_j ln(r_k/r_j)/(k − 2). Levina & Bickel (2005), with MacKay and Ghahramani's averaging of inverses, unbiased for one
 * point. The standard error is that of independent points, and too small by the neighbours that they share.
 * @throws InputError for k below 3, or fewer than k + 1 points.
 */
export function levinaBickel(points: Matrix, k: number): DimensionEstimate {
  if (!(Number.isInteger(k) && k >= 3)) throw invalid("neighbours", k, "an integer from 3 up");
  if (points.rows <= k) throw invalid("number of points", points.rows, `more than ${k}`);
  const inverses = neighbourDistances(points, k).flatMap((distances) => {
    if (distances[0] === 0) return [];
    const last = distances[k - 1]!;
    return [distances.reduce((sum, r) => sum + Math.log(last / r), 0) / (k - 1)];
  });
  const n = inverses.length;
  const dimension = n / inverses.reduce((sum, value) => sum + value, 0);
  return { dimension, stderr: dimension / Math.sqrt(n * (k - 1)), n };
}

/** The k smallest distances from each point to others, rising; n²·columns operations. */
function neighbourDistances(points: Matrix, k: number): Float64Array[] {
  return Array.from({ length: points.rows }, (_, i) => {
    const nearest = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
    const here = rowOf(points, i);
    for (let j = 0; j < points.rows; j++) {
      if (j !== i) insert(nearest, squaredDistance(here, points.data, j * points.columns, nearest[k - 1]!));
    }
    return nearest.map(Math.sqrt);
  });
}

/** The squared distance to the row at an offset, or some number at least `enough` once it has reached that. */
function squaredDistance(here: Float64Array, data: Float64Array, offset: number, enough: number): number {
  let sum = 0;
  for (let c = 0; c < here.length && sum < enough; c++) sum += (here[c]! - data[offset + c]!) ** 2;
  return sum;
}

/** Puts a value into a rising list that keeps its length. */
function insert(sorted: Float64Array, value: number): void {
  let at = sorted.length - 1;
  if (!(value < sorted[at]!)) return;
  for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
  sorted[at] = value;
}
