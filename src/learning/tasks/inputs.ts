import { invalid } from "../../numerics/errors.js";
import type { Stream } from "../../numerics/random/stream.js";

/** Fills the inputs of one prompt, points × d. */
export type InputLaw = (stream: Stream, x: Float64Array, dimension: number) => void;

/** x ~ N(0, I). */
export const gaussianInputs: InputLaw = (stream, x) => {
  stream.fillNormal(x);
};

/** x uniform on the unit sphere. */
export const sphericalInputs: InputLaw = (stream, x, dimension) => {
  stream.fillNormal(x);
  for (let from = 0; from < x.length; from += dimension) {
    const row = x.subarray(from, from + dimension);
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    for (let i = 0; i < dimension; i++) row[i]! /= norm;
  }
};

/**
 * x ~ N(0, diag(spectrum)), and the last point of the prompt, its query, from N(0, diag(querySpectrum)) where given.
 * @throws InputError for a negative or infinite variance, or two spectra of different lengths.
 */
export function anisotropicInputs(spectrum: readonly number[], querySpectrum = spectrum): InputLaw {
  for (const value of [...spectrum, ...querySpectrum]) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw invalid("spectrum", value, "finite numbers of at least 0");
  }
  if (querySpectrum.length !== spectrum.length) {
    throw invalid("length of the query's spectrum", querySpectrum.length, `${spectrum.length}, as for the examples`);
  }
  const scales = spectrum.map(Math.sqrt);
  const queryScales = querySpectrum.map(Math.sqrt);
  return (stream, x, dimension) => {
    stream.fillNormal(x);
    const query = x.length - dimension;
    for (let i = 0; i < x.length; i++) x[i]! *= (i < query ? scales : queryScales)[i % dimension]!;
  };
}

/**
 * Correlated examples, thesis eq. (162): ⟨x_ij x_kl⟩ = δ_ik [c + (1 − c) δ_jl] for coordinates i, k and examples j, l, by
 * a component common to the prompt: x = √c · common + √(1 − c) · z. The last point, the query, shares it or is independent.
 * @throws InputError unless 0 ≤ c < 1.
 */
export function correlatedInputs(c: number, query: "shared" | "independent" = "shared"): InputLaw {
  if (!(c >= 0 && c < 1)) throw invalid("c", c, "a number from 0 to below 1");
  return (stream, x, dimension) => {
    const common = stream.child("common").fillNormal(new Float64Array(dimension));
    stream.fillNormal(x);
    const end = query === "shared" ? x.length : x.length - dimension;
    for (let i = 0; i < end; i++) x[i] = Math.sqrt(c) * common[i % dimension]! + Math.sqrt(1 - c) * x[i]!;
  };
}
