import { parseExpression, symbolsOf } from "../../../laws/expression/index.js";
import type { Quantity } from "../../../laws/form.js";
import { forms } from "../../../laws/forms/index.js";
import { type Choices, OWN_LAW } from "./choices.js";

/** All that laws read or predict, by symbol. */
const known = new Map<string, Quantity>(
  forms.flatMap(({ variables, target }) => [...variables, target]).map((quantity) => [quantity.name, quantity]),
);

/** What the columns table lists: what the chosen law reads; for a law that is still to be chosen, what was recognised. */
export function quantitiesOf({ law, form }: Choices, recognised: readonly string[]): readonly Quantity[] {
  const named = forms.find(({ name }) => name === law);
  if (named) return [...named.variables, named.target];
  const others = law === OWN_LAW ? namesIn(form) : recognised;
  const symbols = new Set(["N", "D", ...others, "L"]);
  return [...symbols].flatMap((symbol) => known.get(symbol) ?? []);
}

/** The names in an expression; none while it does not parse. */
function namesIn(expression: string): readonly string[] {
  try {
    return symbolsOf(parseExpression(expression));
  } catch {
    return [];
  }
}
