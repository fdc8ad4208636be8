import type { Estimate } from "../numerics/statistics/estimate.js";
import type { Verdict, VerdictKind } from "./claim.js";

/** What a verdict rests on. */
export interface Finding {
  readonly measured?: Estimate | number | null;
  readonly expected?: number;
  readonly tolerance?: number;
  readonly note: string;
}

/** A verdict from a finding. A plain number is exact (no standard error). */
export function verdict(claim: string, kind: VerdictKind, finding: Finding): Verdict {
  const { measured = null, expected = null, tolerance = null, note } = finding;
  const estimate = typeof measured === "number" || measured === null ? { value: measured, stderr: null } : measured;
  return { claim, verdict: kind, measured: estimate.value, stderr: estimate.stderr, expected, tolerance, note };
}

/** A verdict that this run cannot give, and why. */
export function undecided(claim: string, note: string): Verdict {
  return verdict(claim, "undecided", { note });
}
