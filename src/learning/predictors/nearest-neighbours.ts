import { invalid } from "../../numerics/errors.js";
import { type Predictor, promptPredictor } from "./predictor.js";

/**
 * The mean label of the nearest examples by Euclidean distance, equally weighted, of all of them while they are fewer
 * (Garg et al. 2022, arXiv:2208.01066, which takes 3); 0 before the first.
 * @throws InputError unless `neighbours` is an integer ≥ 1.
 */
export function nearestNeighboursPredictor({ neighbours = 3 }: { neighbours?: number } = {}): Predictor {
  if (!(Number.isInteger(neighbours) && neighbours >= 1)) {
    throw invalid("neighbours", neighbours, "an integer of at least 1");
  }
  return promptPredictor(`${neighbours} nearest neighbours`, ({ dimension, points, x, y }, predictions) => {
    const distances = new Float64Array(points);
    for (let k = 1; k < points; k++) {
      for (let n = 0; n < k; n++) distances[n] = squaredDistance(x, n * dimension, k * dimension, dimension);
      predictions[k] = meanOfNearest(distances.subarray(0, k), y, neighbours);
    }
  });
}

function squaredDistance(x: Float64Array, i: number, j: number, dimension: number): number {
  let square = 0;
  for (let c = 0; c < dimension; c++) square += (x[i + c]! - x[j + c]!) ** 2;
  return square;
}

function meanOfNearest(distances: Float64Array, y: Float64Array, neighbours: number): number {
  const count = Math.min(neighbours, distances.length);
  // Insertion into a short sorted list: neighbours are few.
  const nearest: number[] = [];
  for (let n = 0; n < distances.length; n++) {
    if (nearest.length === count && !(distances[n]! < distances[nearest[count - 1]!]!)) continue;
    let at = Math.min(nearest.length, count - 1);
    while (at > 0 && distances[nearest[at - 1]!]! > distances[n]!) {
      nearest[at] = nearest[at - 1]!;
      at--;
    }
    nearest[at] = n;
  }
  return nearest.reduce((sum, n) => sum + y[n]!, 0) / count;
}
