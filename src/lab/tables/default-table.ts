import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { unknown } from "../../numerics/errors.js";
import type { PackagedTable, Table } from "../../study/table.js";
import { readTable, type TableRead, tableDigest } from "./read-table.js";

/**
 * Reads a table from the npm package that ships it, with the named columns only
 * and in the order named.
 *
 * @throws InputError for a table that {@link readTable} refuses or a column that it lacks; Error where the package is
 * not installed.
 */
export async function defaultTable({ package: name, file, columns }: PackagedTable): Promise<TableRead> {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { table } = await readTable(join(dirname(manifest), file));
  const kept: Table = { ...table, name: `${name}:${file}`, columns: keep(table.columns, columns) };
  return { table: kept, digest: tableDigest(kept) };
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
