import { invalid } from "../../numerics/errors.js";
import { compile, parseExpression, symbolsOf } from "../expression/index.js";
import type { Form, Quantity } from "../form.js";
import { exponent, type LocatedParameter, locatedAt, scaleConstant, signed } from "./parameters.js";
import { type Place, placesOf } from "./places.js";
import { quantities, targets } from "./quantities.js";

/**
 * A law from an expression such as `E + A/N^a * log(D)`. Names among `knownVariables` are variables; all others are
 * parameters, for which bounds and starts are inferred: amplitudes (in which the law is linear) need none, as they are
 * found from the others; exponents start where the law falls with its variables; a parameter set against a variable, as
 * in `D_c/D`, is a positive scale near that variable's values (`startNear`); an argument of a function otherwise is a
 * number of either sign.
 *
 * @throws InputError for an expression that does not parse, or has no variable or no parameter.
 */
export function customForm(
  expression: string,
  knownVariables: readonly string[],
  target: Quantity = targets.loss,
): Form {
  const parsed = parseExpression(expression);
  const symbols = symbolsOf(parsed);
  const variables = symbols.filter((name) => knownVariables.includes(name));
  const parameters = symbols.filter((name) => !knownVariables.includes(name));
  if (variables.length === 0)
    throw invalid("law", expression, `a variable in it, one of: ${knownVariables.join(", ")}`);
  if (parameters.length === 0) throw invalid("law", expression, "a parameter to fit in it");
  const { linear } = compile(parsed, { variables, parameters });
  const places = placesOf(parsed, new Set(variables));
  return {
    name: "custom",
    title: expression,
    source: "the expression given",
    expression,
    variables: variables.map((name) => known.get(name) ?? { name, unit: "", description: `column ${name}` }),
    target,
    parameters: parameters.map((name, j) =>
      linear.includes(j) ? signed(name, "amplitude", [0.1, 10]) : parameterAt(name, places.get(name)!),
    ),
  };
}

const known: ReadonlyMap<string, Quantity> = new Map(Object.entries(quantities));

function parameterAt(name: string, place: Place): LocatedParameter {
  switch (place.kind) {
    case "exponent": {
      const [low, high] = exponent(name, "").start;
      return signed(name, "exponent", place.falls ? [low, high] : [-high, -low]);
    }
    case "scale":
      return locatedAt(name, place.near, known.get(place.near)?.unit ?? "", `scale of ${place.near}`, [1, 1e12]);
    case "factor":
      return scaleConstant(name, "", "factor", [1e-3, 1e3]);
    case "argument":
      return signed(name, "argument", [-3, 3]);
  }
}
