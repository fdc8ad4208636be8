import { invalid } from "../../numerics/errors.js";
import type { EnergyForm } from "./principal-directions.js";

/** Gradient descent on the energy, in closed form: along direction k each step multiplies c_k by 1 − ην_k. */
export interface Descent {
  /** Coordinates of the start: p. */
  readonly start: ArrayLike<number>;
  /** The step η over 2/ν_1, beyond which descent diverges: in (0, 1). */
  readonly relativeStep: number;
}

/** The factor 1 − ην_k of each direction: p. @throws InputError unless the step is below the largest stable one. */
export function descentFactors({ curvatures }: EnergyForm, relativeStep: number): Float64Array {
  if (!(relativeStep > 0 && relativeStep < 1)) throw invalid("step", relativeStep, "a number between 0 and 1");
  const rate = (2 * relativeStep) / curvatures[0]!;
  return curvatures.map((nu) => 1 - rate * nu);
}

/** The path after 0, 1, …, `steps` steps seen along two directions: pairs (c_i, c_j). */
export function descentPath(
  form: EnergyForm,
  { start, relativeStep }: Descent,
  [i, j]: readonly [number, number],
  steps: number,
): readonly (readonly [number, number])[] {
  const factors = descentFactors(form, relativeStep);
  return Array.from({ length: steps + 1 }, (_, t) => [start[i]! * factors[i]! ** t, start[j]! * factors[j]! ** t]);
}

/** The energy above the minimum after `steps` steps, ½ Σ ν_k c_k² (1 − ην_k)^{2·steps}. */
export function descentExcess(form: EnergyForm, { start, relativeStep }: Descent, steps: number): number {
  const factors = descentFactors(form, relativeStep);
  return form.curvatures.reduce((sum, nu, k) => sum + (nu / 2) * (start[k]! * factors[k]! ** steps) ** 2, 0);
}
