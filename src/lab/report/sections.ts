import type { Claim, Verdict } from "../../study/index.js";
import type { ReportRun } from "../documents.js";

/** A run with its place in the report. */
export interface Section {
  readonly run: ReportRun;
  /** The fragment by which links find it. */
  readonly anchor: string;
}

/** A claim with what a run found about it. */
export interface JudgedClaim {
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly section: Section;
  readonly anchor: string;
}

/** The runs with anchors of their own, also where a study has several. */
export function sectionsOf(runs: readonly ReportRun[]): Section[] {
  const seen = new Map<string, number>();
  return runs.map((run) => {
    const name = slug(run.study.id);
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return { run, anchor: n === 1 ? name : `${name}-${n}` };
  });
}

/** The claims of a run's study in the study's order, with the run's verdicts. */
export function judgedClaims(section: Section): JudgedClaim[] {
  const { study, result } = section.run;
  return study.claims.flatMap((claim) => {
    const verdict = result.verdicts.find((candidate) => candidate.claim === claim.id);
    return verdict ? [{ claim, verdict, section, anchor: `${section.anchor}--${slug(claim.id)}` }] : [];
  });
}

/** Text as a fragment's name. */
export function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
