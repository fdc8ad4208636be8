import type { VerdictKind } from "../../study/index.js";
import { html, type Markup } from "./html.js";
import { count } from "./numbers.js";
import type { JudgedClaim, Section } from "./sections.js";
import { counted, tally } from "./verdicts.js";

/** How many claims there are, and what became of them, in words and as a bar. */
export function summarySection(sections: readonly Section[], claims: readonly JudgedClaim[]): Markup {
  const counts = tally(claims.map(({ verdict }) => verdict)).filter(({ n }) => n > 0);
  return html`<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
<p class="lead">${summary(sections.length, claims.length, counts)}</p>
<div class="bar" role="img" aria-label="${counts.map(({ kind, n }) => `${n} ${counted(kind, n)}`).join(", ")}">
${counts.map(({ kind, n }) => html`<span class="${kind}" style="flex-grow:${n}"></span>`)}</div>
<ul class="counts">${counts.map(({ kind, n }) => html`<li class="${kind}"><strong>${n}</strong> ${counted(kind, n)}</li>`)}</ul>
</section>`;
}

const WORDS: Record<VerdictKind, (n: number) => string> = {
  holds: (n) => (n === 1 ? "holds" : "hold"),
  corrected: (n) => `${n === 1 ? "holds" : "hold"} after a correction that is named`,
  fails: (n) => (n === 1 ? "fails" : "fail"),
  undecided: (n) => `${n === 1 ? "is" : "are"} undecided by these runs`,
};

function summary(runs: number, claims: number, counts: readonly { kind: VerdictKind; n: number }[]): string {
  const parts = counts.map(({ kind, n }) => `${n} ${WORDS[kind](n)}`);
  const list =
    parts.length > 1
      ? `${parts.slice(0, -1).join(", ")}${parts.length > 2 ? "," : ""} and ${parts.at(-1)}`
      : parts.join("");
  const found =
    claims === 0 ? "They judge no claim." : `Of the ${count(claims, "statement")} that they check, ${list}.`;
  return `This report is of ${count(runs, "run")}. Each sets what its source states beside exact solutions and simulations. ${found}`;
}
