import { predict, type RunData } from "../../laws/fit/index.js";
import type { Form } from "../../laws/form.js";
import { publishedFor } from "../../laws/forms/index.js";
import type { ChinchillaConstants } from "../../laws/plan/surface.js";
import type { Stream } from "../../numerics/random/stream.js";

/** Constants of Chinchilla's law that laws can be planted with. */
export const CHINCHILLA_LABELS = ["besiroglu", "hoffmann-rounded"] as const;
export type ChinchillaLabel = (typeof CHINCHILLA_LABELS)[number];

/** Chinchilla's constants by label: `besiroglu` (the refit), `hoffmann-rounded` (as printed). */
export function chinchillaConstants(label: ChinchillaLabel): ChinchillaConstants {
  const { E, A, B, alpha, beta } = publishedFor("chinchilla", label).values;
  return { E: E!, A: A!, B: B!, alpha: alpha!, beta: beta! };
}

/** Parameters in the order of the form. A name without a value gives NaN, which a fit refuses. */
export function thetaFor(form: Form, values: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from(form.parameters, ({ name }) => values[name] ?? Number.NaN);
}

/** A fitted parameter by name. */
export function parameterOf(form: Form, theta: ArrayLike<number>, name: string): number {
  return theta[form.parameters.findIndex((parameter) => parameter.name === name)]!;
}

/** Runs of a law at the points given: what it predicts times exp(noise × normal), in the points' order. */
export function plantRuns(
  form: Form,
  theta: Float64Array,
  variables: RunData["variables"],
  noise: number,
  stream: Stream,
): RunData {
  const target = predict(form, theta, variables).map((value) => value * Math.exp(noise * stream.normal()));
  return { variables, target };
}
