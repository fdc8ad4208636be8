import { badTable } from "./place.js";

/** More columns than any study or law reads; a wider file is most likely not a table of runs, or lies on its side. */
export const MAX_COLUMNS = 10_000;

/** Refuses a width before any name is looked at. @throws InputError beyond {@link MAX_COLUMNS}. */
export function checkWidth(path: string, columns: number): void {
  if (columns > MAX_COLUMNS) {
    throw badTable({ path }, `${columns} columns; expected at most ${MAX_COLUMNS} (is the table lying on its side?)`);
  }
}

/**
 * The names of a table's columns with white space evened out, so that a message stays on one line. With `unnamed`, a
 * column without a name (as the row numbers of data frames have) is called by its place.
 *
 * @throws InputError for an empty name, for one that occurs twice, and for names that are all numbers: a header is
 * missing, and the first row would be lost.
 */
export function columnNames(path: string, header: readonly string[], unnamed = false): string[] {
  const names = header.map((name, j) => name.trim().replace(/\s+/g, " ") || (unnamed ? `column ${j + 1}` : ""));
  const seen = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const place = { path, line: 1, column: index + 1 };
    if (name === "") throw badTable(place, "the column has no name; expected a name for each column");
    const first = seen.get(name);
    if (first !== undefined) {
      throw badTable(place, `column name ${name} is taken by column ${first + 1}; expected distinct names`);
    }
    seen.set(name, index);
  }
  if (names.length > 0 && names.every((name) => Number.isFinite(Number(name)))) {
    throw badTable({ path, line: 1 }, "the first line holds numbers; expected the names of the columns");
  }
  return names;
}
