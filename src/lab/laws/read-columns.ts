import { type ColumnSources, type ColumnsGuess, guessColumns, parseColumns } from "../../laws/columns/index.js";
import type { RunTable } from "../tables/index.js";

/** What a table's header and a person say of where variables are. */
export interface TableColumns {
  readonly names: readonly string[];
  readonly given: ColumnSources;
  readonly guess: ColumnsGuess;
}

/** Reads `--columns`, and guesses from the header what it leaves out. @throws InputError */
export function readColumns(table: RunTable, columns: string | undefined): TableColumns {
  const names = table.columns.map(({ name }) => name);
  const numbers = new Map(table.columns.map(({ name, numbers: values }) => [name, values]));
  return {
    names,
    given: columns === undefined ? {} : parseColumns(columns, names),
    guess: guessColumns(names, (name) => numbers.get(name)),
  };
}
