import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PackagedTable } from "../../study/table.js";
import { packagedTable } from "./packaged-table.js";
import { readTable, type TableRead, tableDigest } from "./read-table.js";

/**
 * Reads a table from the npm package that ships it, with the named columns only
 * and in the order named.
 *
 * @throws InputError for a table that {@link readTable} refuses or a column that it lacks; Error where the package is
 * not installed.
 */
export async function defaultTable(source: PackagedTable): Promise<TableRead> {
  const manifest = createRequire(import.meta.url).resolve(`${source.package}/package.json`);
  const { table } = await readTable(join(dirname(manifest), source.file));
  const kept = packagedTable(source, table);
  return { table: kept, digest: tableDigest(kept) };
}
