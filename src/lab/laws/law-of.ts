import type { ColumnSources } from "../../laws/columns/index.js";
import { parseExpression, symbolsOf } from "../../laws/expression/index.js";
import { predict } from "../../laws/fit/index.js";
import type { Form } from "../../laws/form.js";
import { customForm, formByName } from "../../laws/forms/index.js";
import type { TableColumns } from "./read-columns.js";

/** A law, and where its variables are read from where it says so itself. */
export interface ChosenLaw {
  readonly form: Form;
  readonly given: ColumnSources;
}

/** The law that a request names, or that its expression makes. @throws InputError */
export function lawOf(
  { law, form }: { readonly law: string; readonly form?: string },
  columns: TableColumns,
): ChosenLaw {
  if (form === undefined) return { form: formByName(law), given: columns.given };
  return customLaw(form, columns);
}

/** What a table with parameters and tokens has without saying so. */
const STANDARD = ["N", "D", "C", "U", "M"];

/** The names in an expression that are variables: columns that were given or guessed, and columns of just that name. */
function customLaw(expression: string, { names, given, guess }: TableColumns): ChosenLaw {
  const roles = new Set([...STANDARD, ...Object.keys(given), ...Object.keys(guess.roles)]);
  roles.delete("L");
  const named = symbolsOf(parseExpression(expression)).filter((name) => names.includes(name) && !roles.has(name));
  const own = named.map((column) => [
    column,
    { kind: "column", column, factor: 1, ln: false, because: "the law names the column" } as const,
  ]);
  return {
    form: customForm(expression, [...roles, ...named]),
    given: { ...Object.fromEntries(own), ...given },
  };
}

/**
 * The variables of a law that must be positive, because it is not finite at zero: those in a logarithm or a negative
 * power. Tried at the middle of where searches start.
 */
export function positiveVariables(form: Form): string[] {
  const theta = Float64Array.from(form.parameters, ({ start: [low, high], scale }) =>
    scale === "log" ? Math.sqrt(low * high) : (low + high) / 2,
  );
  const names = form.variables.map(({ name }) => name);
  return names.filter((zero) => {
    const point = names.map((name) => [name, Float64Array.of(name === zero ? 0 : 1)] as const);
    return !Number.isFinite(predict(form, theta, Object.fromEntries(point))[0]!);
  });
}
