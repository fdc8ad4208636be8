import { invalid } from "../../numerics/errors.js";
import { permutation } from "../../numerics/random/index.js";
import type { Stream } from "../../numerics/random/stream.js";

/** The k nearest other points of each of n points (n × dimensions, row-major): n × k indices. */
export function nearestNeighbours(points: Float64Array, dimensions: number, k: number): Int32Array {
  const n = points.length / dimensions;
  if (!(Number.isInteger(k) && k >= 1 && k < n)) throw invalid("k", k, `an integer from 1 to ${n - 1}`);
  const neighbours = new Int32Array(n * k);
  const best = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    best.fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      let distance = 0;
      for (let d = 0; d < dimensions; d++) distance += (points[i * dimensions + d]! - points[j * dimensions + d]!) ** 2;
      if (distance >= best[k - 1]!) continue;
      let place = k - 1;
      for (; place > 0 && best[place - 1]! > distance; place--) {
        best[place] = best[place - 1]!;
        neighbours[i * k + place] = neighbours[i * k + place - 1]!;
      }
      best[place] = distance;
      neighbours[i * k + place] = j;
    }
  }
  return neighbours;
}

/**
 * How much of the variance of values (n) the mean over each point's neighbours (n × k) foretells: R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)²,
 * each point left out of its own mean. About −1/k where positions say nothing.
 */
export function neighbourR2(neighbours: Int32Array, values: ArrayLike<number>): number {
  const n = values.length;
  const k = neighbours.length / n;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  let [errors, total] = [0, 0];
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = i * k; j < (i + 1) * k; j++) sum += values[neighbours[j]!]!;
    errors += (values[i]! - sum / k) ** 2;
    total += (values[i]! - mean) ** 2;
  }
  return 1 - errors / total;
}

/** The same for `repeats` random orders of the values: what it is where positions say nothing. */
export function shuffledR2(
  neighbours: Int32Array,
  values: ArrayLike<number>,
  { stream, repeats }: { readonly stream: Stream; readonly repeats: number },
): Float64Array {
  return Float64Array.from({ length: repeats }, () => {
    const order = permutation(stream, values.length);
    return neighbourR2(
      neighbours,
      Float64Array.from(order, (i) => values[i]!),
    );
  });
}
