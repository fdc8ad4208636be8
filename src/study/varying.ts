import { InputError } from "../numerics/errors.js";
import type { Table } from "./table.js";

/**
 * Passes a table on whose columns all vary. For what standardises its columns: a constant one has no unit.
 *
 * @throws InputError naming the constant columns.
 */
export function requireVarying(table: Table): Table {
  const constant = table.columns.filter(({ values }) => values.every((value) => value === values[0]));
  if (constant.length === 0) return table;
  const names = constant.map(({ name }) => name);
  const shown = names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
  const what = names.length === 1 ? "column" : "columns";
  throw new InputError(`${table.name}: constant ${what}: ${shown}; expected values that vary (remove the ${what})`);
}
