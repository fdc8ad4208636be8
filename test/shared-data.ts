import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = process.env.ISINGLASS_SHARED ?? resolve(import.meta.dirname, "../../shared");

/** The path of a published table, which this project does not ship; undefined (saying so once) where it is not there. */
export function sharedFile(...path: string[]): string | undefined {
  const file = join(folder, "data", ...path);
  if (existsSync(file)) return file;
  console.log(`skipped: no ${file}; set ISINGLASS_SHARED to the folder that holds data/`);
  return undefined;
}

/** The columns of a published CSV of numbers, by name; text is NaN. Undefined where the file is not there. */
export function sharedColumns(...path: string[]): Record<string, Float64Array> | undefined {
  const file = sharedFile(...path);
  if (file === undefined) return undefined;
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(",").map(Number));
  return Object.fromEntries(header.split(",").map((name, j) => [name, Float64Array.from(rows, (row) => row[j]!)]));
}
