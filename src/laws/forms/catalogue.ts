import { unknown } from "../../numerics/errors.js";
import type { Form } from "../form.js";
import { parallel, sparsity, sparsityInteraction, vocabulary } from "./architecture.js";
import { brokenNeuralScaling } from "./broken-power.js";
import { chinchilla } from "./chinchilla.js";
import { dataConstrained } from "./data-constrained.js";
import { moeClark, moeGranularity, moeJoint, moeProduct } from "./experts.js";
import { farseer } from "./farseer.js";
import { kaplan, kaplanSingle } from "./kaplan.js";
import { fewShotExponential, fewShotPower, observational, passUntil, sigmoidIn } from "./metrics.js";
import { bivariateMixture, exponentialMixture } from "./mixture.js";
import { multimodal } from "./multimodal.js";
import { downstream, overTraining, overTrainingByParameters } from "./over-training.js";
import { powerLaw, powerLawWithOffset, type Scale, saturatingPowerLaw } from "./power.js";
import { precision, precisionAfterTraining, precisionOfParts } from "./precision.js";
import { quantities } from "./quantities.js";
import { stepLawBatch, stepLawLearningRate, stepLawLoss } from "./step-law.js";
import { stepLawSurface } from "./step-law-surface.js";

const scales: readonly Scale[] = ["N", "D", "C"];

/** Every law, one of each family where a name holds a number: `bnsl-1-C` stands for `bnsl-N-x`, and so on. */
export const forms: readonly Form[] = [
  ...scales.map(kaplanSingle),
  kaplan,
  chinchilla,
  dataConstrained,
  ...scales.map((x) => brokenNeuralScaling(1, quantities[x])),
  overTraining,
  overTrainingByParameters,
  downstream,
  moeClark,
  moeJoint,
  moeGranularity,
  moeProduct,
  multimodal,
  precision,
  precisionOfParts,
  precisionAfterTraining,
  farseer,
  vocabulary,
  parallel,
  sparsity,
  sparsityInteraction,
  exponentialMixture(2),
  bivariateMixture,
  stepLawLearningRate,
  stepLawBatch,
  stepLawLoss,
  stepLawSurface,
  fewShotExponential,
  fewShotPower,
  ...scales.map(sigmoidIn),
  observational(1),
  passUntil,
  ...scales.map(powerLaw),
  ...scales.map(powerLawWithOffset),
  ...scales.map(saturatingPowerLaw),
];

/** Families whose names hold a number. */
const families: readonly (readonly [RegExp, (match: RegExpExecArray) => Form])[] = [
  [
    /^bnsl-(\d+)(?:-([NDC]))?$/,
    ([, breaks, x]) => brokenNeuralScaling(Number(breaks), quantities[(x ?? "C") as Scale]),
  ],
  [/^mixture-(\d+)$/, ([, domains]) => exponentialMixture(Number(domains))],
  [/^observational-(\d+)$/, ([, components]) => observational(Number(components))],
];

/**
 * The law of a name: one of `forms`, or of a family: `bnsl-2`, `bnsl-2-N`, `mixture-5`, `observational-3`.
 *
 * @throws InputError for an unknown name, with the nearest; for a number that the family does not take.
 */
export function formByName(name: string): Form {
  const form = forms.find((candidate) => candidate.name === name);
  if (form !== undefined) return form;
  for (const [pattern, make] of families) {
    const match = pattern.exec(name);
    if (match !== null) return make(match);
  }
  throw unknown(
    "law",
    name,
    forms.map((candidate) => candidate.name),
  );
}
