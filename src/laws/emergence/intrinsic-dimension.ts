import { invalid } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { type Neighbours, neighboursOfAll } from "./neighbours.js";

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
  return dimensionFromPairs(neighboursOfAll(points, 2));
}

/**
 * As {@link twoNearestNeighbours}, for distances to the two nearest points that are known already: of points of a sample,
 * or of other points of its manifold. Pairs at distance zero are left out.
 * @throws InputError for fewer than four pairs that are not.
 */
export function dimensionFromPairs(pairs: readonly Pick<Neighbours, "distances">[]): DimensionEstimate {
  const logs = pairs.flatMap(({ distances: [first, second] }) => (first! > 0 ? [Math.log(second! / first!)] : []));
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
  const inverses = neighboursOfAll(points, k).flatMap(({ distances }) => {
    if (distances[0] === 0) return [];
    const last = distances[k - 1]!;
    return [distances.reduce((sum, r) => sum + Math.log(last / r), 0) / (k - 1)];
  });
  const n = inverses.length;
  const dimension = n / inverses.reduce((sum, value) => sum + value, 0);
  return { dimension, stderr: dimension / Math.sqrt(n * (k - 1)), n };
}
