import { compile } from "../../laws/expression/index.js";
import type { Form } from "../../laws/form.js";
import type { LossSurface } from "../../laws/plan/index.js";
import { InputError, invalid } from "../../numerics/errors.js";

/** Whether a law says how loss depends on parameters and tokens. */
export function hasSurface(form: Form): boolean {
  return ["N", "D"].every((symbol) => form.variables.some(({ name }) => name === symbol));
}

/** The variables of a law beside parameters and tokens. */
export function otherVariables(form: Form): string[] {
  return form.variables.map(({ name }) => name).filter((name) => name !== "N" && name !== "D");
}

/**
 * Makes surfaces over parameters N and tokens D of a law, one for each theta, with its other variables held.
 * @throws InputError for a law without N and D, or where another variable is not given
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
  const names = form.parameters.map(({ name }) => name);
  const p = names.length;
  // Variables are passed as parameters too: one program then serves every point and every theta.
  const program = compile(form.expression, { variables: [], parameters: [...names, "N", "D", ...others] }).bind([]);
  const value = new Float64Array(1);
  return (theta) => {
    const point = Float64Array.from(
      { length: p + 2 + others.length },
      (_, i) => theta[i] ?? held[others[i - p - 2]!] ?? 0,
    );
    return (N, D) => {
      point[p] = N;
      point[p + 1] = D;
      program.value(point, value);
      return value[0]!;
    };
  };
}
