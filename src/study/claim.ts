/** A checkable statement of a source document. */
export interface Claim {
  /** Stable name: document, place, subject, as in `S2/eq-128/sign-of-lambda`. */
  readonly id: string;
  readonly document: "S0" | "S1" | "S2" | "S3" | "S4";
  /** Where it stands, as in `§4.2, text before eq. (128)`. */
  readonly place: string;
  /** What it says, in one sentence of plain words. */
  readonly statement: string;
  /** The formula as printed, in TeX, where it is one. */
  readonly printed?: string;
}

/** `corrected`: holds after a correction that the note names. `undecided`: this run cannot tell. */
export type VerdictKind = "holds" | "corrected" | "fails" | "undecided";

/** What a run found about a claim. Numbers are null where the claim is not of a number or could not be measured. */
export interface Verdict {
  readonly claim: string;
  readonly verdict: VerdictKind;
  readonly measured: number | null;
  /** Standard error of `measured`; null where it is exact or not simulated. */
  readonly stderr: number | null;
  readonly expected: number | null;
  readonly tolerance: number | null;
  /** What was compared with what, and for `corrected`, the correction. */
  readonly note: string;
}
