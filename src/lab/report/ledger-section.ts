import { CITED_DOCUMENTS } from "./cited-documents.js";
import { displayFormula, inlineText } from "./formulas.js";
import { html, type Markup } from "./html.js";
import { measured, number, optional } from "./numbers.js";
import type { JudgedClaim } from "./sections.js";
import { badge } from "./verdicts.js";

/** All claims with their verdicts, in the order of their sources. */
export function ledgerSection(claims: readonly JudgedClaim[]): Markup {
  const ordered = [...claims].sort(byPlace);
  const documents = [...new Set(ordered.map(({ claim }) => claim.document))];
  return html`<section aria-labelledby="ledger">
<h2 id="ledger">The ledger</h2>
<p>Each statement as its source makes it, what was measured, and the verdict. Numbers after ± are standard
errors. ${documents.map((name) => html`${name} is ${CITED_DOCUMENTS[name]}. `)}</p>
<ol class="ledger">
${ordered.map(entry)}
</ol>
</section>`;
}

/** By document and place: § 4.2 before § 4.10, sections before conclusions. */
function byPlace({ claim: a }: JudgedClaim, { claim: b }: JudgedClaim): number {
  return `${a.document} ${a.place}`.localeCompare(`${b.document} ${b.place}`, "en", { numeric: true });
}

function entry({ claim, verdict, section, anchor }: JudgedClaim): Markup {
  return html`<li id="${anchor}" class="claim ${verdict.verdict}">
<p class="where">${badge(verdict.verdict)} <span>${claim.document}, ${inlineText(claim.place)}</span>
<a href="#${section.anchor}">${section.run.study.id}</a></p>
<p class="statement">${inlineText(claim.statement)}</p>
${claim.printed && html`<div class="formula">${displayFormula(claim.printed)}</div>`}
${numbers(verdict)}
<p class="note">${inlineText(verdict.note)}</p>
</li>
`;
}

function numbers({ measured: value, stderr, expected, tolerance }: JudgedClaim["verdict"]): Markup | false {
  if (value === null && expected === null) return false;
  const cell = (name: string, content: Markup) => html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
  return html`<dl class="numbers">${cell("measured", measured(value, stderr))}
${expected !== null && cell("expected", optional(expected))}
${tolerance !== null && cell("tolerance", number(tolerance, 3))}</dl>`;
}
