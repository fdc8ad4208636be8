import { invalid, unknown } from "../../numerics/errors.js";
import { parseExpression, symbolsOf } from "../expression/index.js";
import type { Form, FormParameter } from "../form.js";
import type { LocatedParameter } from "./parameters.js";

/**
 * The form with some parameters held: at numbers, or at expressions in the parameters that remain, as
 * `{ beta: "alpha" }` ties two exponents.
 *
 * @throws InputError for a name that is no parameter of the form, a number that is not finite, and an expression with
 * names that are not left.
 */
export function withFixed(form: Form, values: Readonly<Record<string, number | string>>): Form {
  const names = form.parameters.map(({ name }) => name);
  const parameters = form.parameters.filter(({ name }) => !(name in values));
  const left = parameters.map(({ name }) => name);
  const assignments = Object.entries(values).map(([name, value]) => {
    if (!names.includes(name)) throw unknown("parameter", name, names);
    if (typeof value === "number" && !Number.isFinite(value)) throw invalid(name, value, "a finite number");
    for (const symbol of symbolsOf(parseExpression(String(value)))) {
      if (!left.includes(symbol)) throw unknown("parameter", symbol, left);
    }
    return `${name} = ${value}`;
  });
  if (assignments.length === 0) return form;
  return {
    ...form,
    title: `${form.title} with ${assignments.join(", ")}`,
    expression: `${assignments.join("; ")}; ${form.expression}`,
    parameters,
  };
}

/**
 * The form with the starts of those parameters that lie among a variable's values (breaks, midpoints) drawn from the
 * range of its column, a factor of 3 wider on either side.
 */
export function startNear(form: Form, columns: Readonly<Record<string, Float64Array>>): Form {
  return { ...form, parameters: form.parameters.map((parameter) => located(parameter, columns)) };
}

function located(parameter: LocatedParameter, columns: Readonly<Record<string, Float64Array>>): FormParameter {
  const column = parameter.near === undefined ? undefined : columns[parameter.near];
  const positive = column?.filter((value) => value > 0 && Number.isFinite(value)) ?? new Float64Array();
  if (positive.length === 0) return parameter;
  const low = positive.reduce((a, b) => Math.min(a, b)) / 3;
  const high = positive.reduce((a, b) => Math.max(a, b)) * 3;
  return { ...parameter, start: [Math.max(low, parameter.lower), Math.min(high, parameter.upper)] };
}
