import { invalid } from "../../numerics/errors.js";
import type { EnergyForm } from "./principal-directions.js";

/**
 * The variance of the energy of weights σ ~ N(0, s²I), direction by direction. The terms ½ν_k c_k² with
 * c_k ~ N(−v_kᵀσ*, s²) are independent, so that their variances ν_k²(s⁴/2 + s²(v_kᵀσ*)²) add up to that of the energy: p.
 * @throws InputError unless s > 0.
 */
export function energyVariances({ curvatures, ground }: EnergyForm, scale: number): Float64Array {
  if (!(scale > 0)) throw invalid("scale", scale, "a number above 0");
  const square = scale * scale;
  return curvatures.map((nu, k) => nu * nu * square * (square / 2 + ground[k]! ** 2));
}

/** The share of a sum that the terms of certain (different) places make. */
export function shareOf(terms: Float64Array, places: readonly number[]): number {
  const total = terms.reduce((a, b) => a + b, 0);
  return places.reduce((sum, place) => sum + terms[place]!, 0) / total;
}

/** ½ Σ_{k ∈ places} ν_k c_k², the part of the energy of each row of coordinates (n × p) that certain directions hold: n. */
export function partialEnergies(
  { curvatures }: EnergyForm,
  coordinates: Float64Array,
  places: readonly number[],
): Float64Array {
  const p = curvatures.length;
  return Float64Array.from({ length: coordinates.length / p }, (_, n) =>
    places.reduce((sum, k) => sum + (curvatures[k]! * coordinates[n * p + k]! ** 2) / 2, 0),
  );
}

/** The squared correlation of two lists: the share of the variance of one that is linear in the other. */
export function squaredCorrelation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((x, y) => x + y, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    both += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return (both * both) / (squareA * squareB);
}
