import type { VerdictKind } from "../../study/index.js";
import { html, type Markup } from "./html.js";

/** Verdicts in the order in which they are counted. */
export const VERDICT_KINDS: readonly VerdictKind[] = ["holds", "corrected", "fails", "undecided"];

const SIGNS: Record<VerdictKind, string> = { holds: "✓", corrected: "≈", fails: "✗", undecided: "?" };

/** A verdict as a badge: sign, word and colour. */
export function badge(kind: VerdictKind): Markup {
  return html`<span class="verdict ${kind}"><span aria-hidden="true">${SIGNS[kind]}</span> ${kind}</span>`;
}

/** How many of each verdict there are, in the order of {@link VERDICT_KINDS}. */
export function tally(verdicts: readonly { readonly verdict: VerdictKind }[]): { kind: VerdictKind; n: number }[] {
  return VERDICT_KINDS.map((kind) => ({ kind, n: verdicts.filter(({ verdict }) => verdict === kind).length }));
}

/** A verdict as the predicate of `n` claims: 1 holds, 2 hold, 3 corrected. */
export function counted(kind: VerdictKind, n: number): string {
  return n === 1 || kind === "corrected" || kind === "undecided" ? kind : kind.slice(0, -1);
}

/** Small badges with counts, of the verdicts that there are. */
export function tallyBadges(verdicts: readonly { readonly verdict: VerdictKind }[]): Markup {
  const present = tally(verdicts).filter(({ n }) => n > 0);
  return html`<span class="tally">${present.map(
    ({ kind, n }) =>
      html`<span class="verdict ${kind}"><span aria-hidden="true">${SIGNS[kind]}</span> ${n} ${counted(kind, n)}</span>`,
  )}</span>`;
}
