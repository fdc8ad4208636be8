import { compile } from "../../laws/expression/index.js";
import type { Form } from "../../laws/form.js";
import type { LossSurface } from "../../laws/plan/index.js";
import { InputError, invalid } from "../../numerics/errors.js";

/** What follows from parameters and tokens: training compute and tokens for a parameter. Any two tell the others. */
const AXES: Readonly<Record<string, (N: number, D: number) => number>> = {
  N: (N) => N,
  D: (_, D) => D,
  C: (N, D) => 6 * N * D,
  M: (N, D) => D / N,
};

/** Whether a law says how loss depends on parameters and tokens, be it by compute or tokens for a parameter. */
export function hasSurface(form: Form): boolean {
  return axesOf(form).length >= 2;
}

function axesOf({ variables }: Form): string[] {
  return variables.map(({ name }) => name).filter((name) => Object.hasOwn(AXES, name));
}

/** The variables of a law beside parameters, tokens and what follows from these. */
export function otherVariables(form: Form): string[] {
  return form.variables.map(({ name }) => name).filter((name) => !Object.hasOwn(AXES, name));
}

/**
 * Makes surfaces over parameters N and tokens D of a law, one for each theta, with its other variables held.
 * @throws InputError for a law that does not tell N from D, or where another variable is not given
 */
export function surfaces(
  form: Form,
  held: Readonly<Record<string, number>> = {},
): (theta: Float64Array) => LossSurface {
  const others = otherVariables(form);
  if (!hasSurface(form)) throw invalid("law", form.name, "one of N and D, as chinchilla, to plan with");
  const missing = others.find((name) => held[name] === undefined);
  if (missing !== undefined) {
    throw new InputError(
      `invalid --at: no ${missing}; expected a value for it, as --at ${missing}=1, since ${form.name} depends on it`,
    );
  }
  const axes = axesOf(form);
  const names = form.parameters.map(({ name }) => name);
  const p = names.length;
  // Variables are passed as parameters too: one program then serves every point and every theta.
  const program = compile(form.expression, { variables: [], parameters: [...names, ...others, ...axes] }).bind([]);
  const first = p + others.length;
  const coordinates = axes.map((name) => AXES[name]!);
  const value = new Float64Array(1);
  return (theta) => {
    const point = new Float64Array(first + axes.length);
    point.set(theta.subarray(0, p));
    for (const [i, name] of others.entries()) point[p + i] = held[name]!;
    return (N, D) => {
      for (let i = 0; i < coordinates.length; i++) point[first + i] = coordinates[i]!(N, D);
      program.value(point, value);
      return value[0]!;
    };
  };
}
