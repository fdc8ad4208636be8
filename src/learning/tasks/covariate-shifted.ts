import { sum } from "../../numerics/statistics/index.js";
import { anisotropicInputs } from "./inputs.js";
import { gaussianLinearLabels } from "./linear.js";
import { regressionTask } from "./regression-task.js";
import type { Task } from "./task.js";

/**
 * y = wᵀx, w ~ N(0, I), x ~ N(0, diag(spectrum)). Drawn for evaluation with another spectrum than a model was trained on, it
 * is the covariate shift of Zhang, Frei and Bartlett (2024, arXiv:2306.09927, §4.3); with `querySpectrum` only the query,
 * the last point of a prompt, is shifted. The error is normalised by E y² of the query.
 * @throws InputError for spectra that are negative, infinite or of different lengths.
 */
export function covariateShiftedTask({
  spectrum,
  querySpectrum = spectrum,
  noiseVariance,
}: {
  spectrum: readonly number[];
  querySpectrum?: readonly number[];
  noiseVariance?: number;
}): Task {
  return regressionTask({
    name: "covariate-shifted linear",
    dimension: spectrum.length,
    labelVariance: sum(querySpectrum),
    labels: gaussianLinearLabels(spectrum.length),
    inputs: anisotropicInputs(spectrum, querySpectrum),
    ...(noiseVariance === undefined ? {} : { noiseVariance }),
  });
}
