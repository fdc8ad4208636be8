import { invalid } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";

/** Neighbours of a point, nearest first. */
export interface Neighbours {
  /** Rows of the points searched. */
  readonly indices: Int32Array;
  /** Euclidean. */
  readonly distances: Float64Array;
}

/** Which rows are searched: the first `among` (all unless told), but for `except`. */
export interface NeighbourSearch {
  readonly among?: number;
  readonly except?: number;
}

/**
 * The k rows of `points` (n × columns) nearest to a query, by looking at all: n·columns operations at most.
 * @throws InputError where fewer than k rows are searched.
 */
export function nearestNeighbours(
  query: Float64Array,
  points: Matrix,
  k: number,
  { among = points.rows, except }: NeighbourSearch = {},
): Neighbours {
  const searched = Math.min(among, points.rows) - (except === undefined ? 0 : 1);
  if (searched < k) throw invalid("number of points", searched, `at least ${k}: the neighbours looked for`);
  const squares = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  const indices = new Int32Array(k).fill(-1);
  for (let i = 0; i < among; i++) {
    if (i === except) continue;
    const square = squaredDistance(query, points.data, i * points.columns, squares[k - 1]!);
    if (!(square < squares[k - 1]!)) continue;
    let at = k - 1;
    for (; at > 0 && squares[at - 1]! > square; at--) {
      squares[at] = squares[at - 1]!;
      indices[at] = indices[at - 1]!;
    }
    squares[at] = square;
    indices[at] = i;
  }
  return { indices, distances: squares.map(Math.sqrt) };
}

/** The k nearest of the other rows to each row: n²·columns operations at most. */
export function neighboursOfAll(points: Matrix, k: number): Neighbours[] {
  return Array.from({ length: points.rows }, (_, i) => nearestNeighbours(rowOf(points, i), points, k, { except: i }));
}

/** The squared distance to the row at an offset, or some number at least `enough` once it has reached that. */
function squaredDistance(query: Float64Array, data: Float64Array, offset: number, enough: number): number {
  let sum = 0;
  for (let c = 0; c < query.length && sum < enough; c++) sum += (query[c]! - data[offset + c]!) ** 2;
  return sum;
}
