import { InputError, unknown } from "../../numerics/errors.js";
import type { RunColumn, RunTable } from "../tables/index.js";

/** How far the proportions of a row may sum from one. */
const ROUNDING = 0.02;

/** The columns of proportions and of losses: those named, or those that look like it. @throws InputError */
export function mixColumns(
  table: RunTable,
  named: { readonly proportions?: readonly string[]; readonly losses?: readonly string[] },
): { readonly proportions: readonly string[]; readonly losses: readonly string[] } {
  for (const name of [...(named.proportions ?? []), ...(named.losses ?? [])]) {
    const names = table.columns.map((column) => column.name);
    if (!names.includes(name)) throw unknown("column", name, names);
  }
  return {
    proportions: named.proportions ?? guessProportions(table),
    losses: named.losses ?? guessLosses(table, named.proportions ?? []),
  };
}

/** Share of the rows that must look like proportions for columns to be taken as such; the other rows are refused by line. */
const NEARLY_ALL = 0.9;

/** Columns within 0 … 1 that sum to one in nearly each row: all of these, or those whose names begin alike. */
function guessProportions(table: RunTable): string[] {
  const isShare = (x: number) => Number.isNaN(x) || (x >= 0 && x <= 1);
  const shares = table.columns.filter(
    ({ kind, numbers }) => kind === "number" && numbers.filter(isShare).length >= NEARLY_ALL * numbers.length,
  );
  const stems = [...new Set(shares.map(({ name }) => stem(name)))];
  const groups = [shares, ...stems.map((first) => shares.filter(({ name }) => stem(name) === first))];
  const found = groups.find((group) => group.length >= 2 && sumsToOne(group, table.rows));
  if (found) return found.map(({ name }) => name);
  throw new InputError(
    `${table.path}: no columns that sum to 1 in each row; expected proportions, named with --proportions a,b,c`,
  );
}

function stem(name: string): string {
  return /^\p{L}*/u.exec(name)![0].toLowerCase();
}

function sumsToOne(columns: readonly RunColumn[], rows: number): boolean {
  const sums = Array.from({ length: rows }, (_, row) =>
    columns.reduce((total, { numbers }) => total + numbers[row]!, 0),
  ).filter(Number.isFinite);
  return sums.filter((sum) => Math.abs(sum - 1) <= ROUNDING).length >= NEARLY_ALL * sums.length;
}

function guessLosses({ path, columns }: RunTable, proportions: readonly string[]): string[] {
  const found = columns.filter(({ name, kind }) => kind === "number" && /loss|bpb|nll|perplexity_log/i.test(name));
  const names = found.map(({ name }) => name).filter((name) => !proportions.includes(name));
  if (names.length > 0) return names;
  throw new InputError(`${path}: no column named loss; expected losses, named with --losses a,b,c`);
}

/** Refuses a row whose proportions do not sum to one. @throws InputError naming the line */
export function checkProportions(path: string, shares: readonly Float64Array[], lineOf: (run: number) => number): void {
  for (let i = 0; i < shares[0]!.length; i++) {
    const row = shares.map((column) => column[i]!);
    const sum = row.reduce((total, share) => total + share, 0);
    const negative = row.find((share) => share < 0);
    if (negative !== undefined)
      throw new InputError(`${path}:${lineOf(i)}: a proportion is ${negative}; expected shares from 0 that sum to 1`);
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new InputError(
        `${path}:${lineOf(i)}: the proportions sum to ${Number(sum.toPrecision(6))}; expected shares from 0 that sum to 1`,
      );
    }
  }
}

/** Refuses a table of one mixture, however often it was measured: no law of the shares follows from it. @throws InputError */
export function checkDifferent(path: string, shares: readonly Float64Array[]): void {
  const rows = shares[0]!.length;
  if (rows > 1 && shares.every((column) => column.every((share) => share === column[0]))) {
    throw new InputError(`${path}: ${rows} rows of one mixture; expected mixtures that differ`);
  }
}
