import type { Estimate } from "../../../study/index.js";
import { at, difference, familiesOf } from "./curves.js";
import type { Result } from "./experiment.js";
import type { Params } from "./study.js";

/** Errors of every learner after all examples, distances from the transformer, and MAML against its exact error. */
export function metrics(rows: readonly Result[], params: Params): Record<string, Estimate> {
  const last = rows.filter(
    ({ quantity, k }) => (quantity === "error" && k === params.shots) || quantity === "distance",
  );
  const named = last.map(({ family, learner, quantity, value, stderr, n }): [string, Estimate] => [
    `${quantity}_${learner.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}@${family}`,
    { value, stderr, n },
  ]);
  const exact = exactLinearError(params);
  const measured = at(rows, "linear", "MAML", params.shots);
  if (exact === undefined || !measured || !familiesOf(rows).includes("linear")) return Object.fromEntries(named);
  return {
    ...Object.fromEntries(named),
    exact_maml_linear: { value: exact, stderr: null, n: 1 },
    residual_maml_linear: difference(measured, { value: exact, stderr: 0, n: 1 }),
  };
}

/**
 * The error over d of one inner step from w = 0, where meta-training must end by symmetry: 1 − 2η + η²(K + d + 1)/K with
 * η = 2α (the loss has no factor ½). Undefined for more steps.
 */
export function exactLinearError({ d, shots, innerSteps, innerRateLinear }: Params): number | undefined {
  if (innerSteps !== 1) return undefined;
  const eta = 2 * innerRateLinear;
  return 1 - 2 * eta + (eta * eta * (shots + d + 1)) / shots;
}
