import { type Estimate, estimate } from "../numerics/statistics/estimate.js";
import type { Row } from "../study/index.js";

/** The numbers of one column in the rows that match `where`; null ones are left out. */
export function values<R extends Row>(rows: readonly R[], where: Partial<R>, column: keyof R & string): number[] {
  const wanted = Object.entries(where);
  const numbers: number[] = [];
  for (const row of rows) {
    if (!wanted.every(([name, value]) => row[name] === value)) continue;
    const value = row[column];
    if (value !== null) numbers.push(Number(value));
  }
  return numbers;
}

/** Mean and standard error of a column over the rows that match; booleans count as 0 and 1. */
export function estimateWhere<R extends Row>(
  rows: readonly R[],
  where: Partial<R>,
  column: keyof R & string,
): Estimate {
  return estimate(values(rows, where, column));
}

/** Value ± one standard error as the ends of an error bar; null where there is none. */
export function errorBar({ value, stderr }: Estimate): { low: number | null; high: number | null } {
  if (value === null || stderr === null) return { low: value, high: value };
  return { low: value - stderr, high: value + stderr };
}
