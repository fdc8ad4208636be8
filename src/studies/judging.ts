import type { Estimate } from "../numerics/statistics/estimate.js";
import { undecided, type Verdict, type VerdictKind, verdict } from "../study/index.js";

/** What a claim's number is compared with, and what it means if it differs. */
export interface Comparison {
  /** A plain number is exact; null where there is none to compare. */
  readonly measured: Estimate | number | null;
  readonly expected: number;
  /** Largest difference that still counts as agreement, beside the noise. */
  readonly tolerance: number;
  /** The verdict where the two agree; `holds` unless told. */
  readonly agree?: VerdictKind;
  /** The verdict where they differ by more than the tolerance and four standard errors; `fails` unless told. */
  readonly differ?: VerdictKind;
  readonly note: string;
}

const NOTHING = { value: null, stderr: null };

/** Agreement within the tolerance, difference beyond it by four standard errors, else undecided. */
export function compare(claim: string, comparison: Comparison): Verdict {
  const { measured, expected, tolerance, agree = "holds", differ = "fails", note } = comparison;
  const { value, stderr } = typeof measured === "number" ? { value: measured, stderr: null } : (measured ?? NOTHING);
  if (value === null) return undecided(claim, "nothing was measured");
  const distance = Math.abs(value - expected);
  const kind = distance <= tolerance ? agree : distance > tolerance + 4 * (stderr ?? 0) ? differ : "undecided";
  return verdict(claim, kind, { measured, expected, tolerance, note });
}
