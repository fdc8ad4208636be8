import type { Form } from "../form.js";
import { programOf } from "./program-of.js";
import type { RunData } from "./types.js";

/** The law at points given as equally long columns, one for each variable of the form. */
export function predict(form: Form, theta: Float64Array, variables: RunData["variables"]): Float64Array {
  const program = programOf(form);
  const columns = program.variables.map((name) => variables[name]!);
  const values = new Float64Array(columns[0]?.length ?? 1);
  program.bind(columns).value(theta, values);
  return values;
}

/** The law at one point. */
export function predictAt(form: Form, theta: Float64Array, point: Readonly<Record<string, number>>): number {
  return predict(
    form,
    theta,
    Object.fromEntries(Object.entries(point).map(([name, value]) => [name, Float64Array.of(value)])),
  )[0]!;
}
