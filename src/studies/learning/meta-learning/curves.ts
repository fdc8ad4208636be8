import type { Estimate } from "../../../study/index.js";
import type { Result } from "./experiment.js";
import type { FamilyName } from "./families.js";

/** A number of a learner on a family, or undefined where it was not measured. */
export function at(
  rows: readonly Result[],
  family: FamilyName,
  learner: string,
  k: number,
  quantity: Result["quantity"] = "error",
): Estimate | undefined {
  return rows.find(
    (row) => row.family === family && row.learner === learner && row.k === k && row.quantity === quantity,
  );
}

/** The families measured, in order. */
export function familiesOf(rows: readonly Result[]): FamilyName[] {
  return [...new Set(rows.map(({ family }) => family))];
}

/** a − b with the standard error of independent errors, which is too wide where both are of the same tasks. */
export function difference(a: Estimate, b: Estimate): Estimate & { readonly value: number; readonly stderr: number } {
  return { value: a.value! - b.value!, stderr: Math.hypot(a.stderr!, b.stderr!), n: a.n };
}
