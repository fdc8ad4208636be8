import { figureStyle } from "../../study/draw-figure.js";
import type { ReportRun } from "../documents.js";
import { formulaStyle } from "./formula-style.js";
import { html, type Markup } from "./html.js";
import { ledgerSection } from "./ledger-section.js";
import { count } from "./numbers.js";
import { page } from "./page.js";
import { pageStyle } from "./page-style.js";
import { judgedClaims, type Section, sectionsOf } from "./sections.js";
import { studySection } from "./study-section.js";
import { summarySection } from "./summary-section.js";
import { tallyBadges } from "./verdicts.js";

/**
 * A report of finished runs as one HTML file: summary, ledger of claims, and for each run its theory, figures, verdicts,
 * metrics, parameters and the command that repeats it. The file asks for nothing beyond itself and runs no script; the
 * same runs give the same file.
 *
 * @throws whatever a study's `figures` throws for its own rows.
 */
export async function renderReport(runs: readonly ReportRun[]): Promise<string> {
  const sections = sectionsOf(runs);
  const claims = sections.flatMap(judgedClaims);
  const body = html`${summarySection(sections, claims)}
${claims.length > 0 && ledgerSection(claims)}
${sections.map(studySection)}`;
  const style = [await formulaStyle(body.text), figureStyle, pageStyle].join("\n");
  const title = `Isinglass: ${count(claims.length, "claim")}, ${count(runs.length, "run")}`;
  const heading = "What the theory claims, and what is so";
  return page({ title, heading, contents: contents(sections), body, style, command: "isinglass report" });
}

function contents(sections: readonly Section[]): Markup {
  return html`<li><a href="#summary">Summary</a></li>
<li><a href="#ledger">The ledger</a></li>
${sections.map(
  ({ run, anchor }) => html`<li><a href="#${anchor}">${run.study.title}</a> ${tallyBadges(run.result.verdicts)}</li>
`,
)}`;
}
