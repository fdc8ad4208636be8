import { unknown } from "../../numerics/errors.js";
import type { PackagedTable, Table } from "../../study/table.js";

/** What a study reads of the table that a package ships: the columns that it names, in that order, or all. @throws InputError */
export function packagedTable({ package: name, file, columns }: PackagedTable, table: Table): Table {
  return { ...table, name: `${name}:${file}`, columns: keep(table.columns, columns) };
}

function keep(columns: Table["columns"], names: readonly string[] | undefined): Table["columns"] {
  if (!names) return columns;
  return names.map((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    if (column) return column;
    throw unknown(
      "column",
      name,
      columns.map((candidate) => candidate.name),
    );
  });
}
