import type { FitDocument } from "../../documents.js";
import { fitCommand } from "../../laws/fit-command.js";
import type { FittedRuns } from "../../laws/fit-table.js";
import { holdoutWords, intervalWords, lossWords, searchWords } from "../../laws/fit-words.js";
import { fittedTex, lawTex } from "../../laws/law-text.js";
import { displayFormula, inlineText } from "../formulas.js";
import { type Content, html, type Markup } from "../html.js";
import { number, optional } from "../numbers.js";
import { factsList, prose, table } from "../parts.js";
import { fitFigures } from "./all-figures.js";
import {
  figures,
  interval,
  lawPage,
  numeric,
  type PageSection,
  repeatPart,
  tableFacts,
  warningsPart,
} from "./law-page.js";

/**
 * A fit as one HTML file: the law, its parameters with intervals, warnings, figures (for a law of parameters and tokens
 * also isoFLOP curves, the compute frontier and contours), residuals, data, and the command that repeats it. The file
 * asks for nothing beyond itself and runs no script.
 */
export async function renderFitReport(fitted: FittedRuns): Promise<string> {
  const { document } = fitted;
  const { surface, intervals, residuals } = fitFigures(fitted);
  const sections: PageSection[] = [
    { anchor: "law", title: "The law", body: lawPart(document) },
    { anchor: "parameters", title: "Parameters", body: html`${parametersPart(document)}${figures(intervals)}` },
    ...(document.candidates
      ? [{ anchor: "candidates", title: "Laws tried", body: candidatesPart(document.candidates) }]
      : []),
    ...(surface.length > 0
      ? [{ anchor: "figures", title: "What it says of size and data", body: figures(surface) }]
      : []),
    { anchor: "residuals", title: "Where it is wrong", body: figures(residuals) },
    { anchor: "runs", title: "The runs, and how to repeat it", body: runsPart(fitted) },
  ];
  return lawPage({
    title: `${document.law} on ${document.data.file}`,
    heading: document.form.title,
    command: "isinglass fit",
    sections,
  });
}

function lawPart(document: FitDocument): Markup {
  const held = holdoutWords(document);
  return html`<p class="lead">${document.form.source}</p>
<div class="formula">${displayFormula(lawTex(document))}</div>
<p>Fitted, by ${lossWords(document)}:</p>
<div class="formula">${displayFormula(fittedTex(document))}</div>
<p>${searchWords(document)}${held && ` ${held}.`}</p>
${warningsPart(document.warnings)}`;
}

function parametersPart(document: FitDocument): Markup {
  const { form, parameters } = document;
  const profiled = Object.values(parameters).some(({ profile95 }) => profile95 !== null);
  const rows = form.parameters.map(({ name, description, unit }) => {
    const { value, stderr, ci95, profile95 } = parameters[name]!;
    return [
      html`<code>${name}</code>`,
      numeric(number(value, 5)),
      numeric(interval(ci95)),
      ...(profiled ? [numeric(profile95 ? interval(profile95) : "—")] : []),
      numeric(stderr === null ? "—" : number(stderr, 2)),
      prose(inlineText(unit === "" ? description : `${description} (${unit})`)),
    ];
  });
  const head = ["", "value", "95 % interval", ...(profiled ? ["by profile"] : []), "standard error", "meaning"];
  return html`${table(head, rows)}
<p class="note">Intervals: ${intervalWords(document)}.${profiled && " By profile: all values with which the rest can be fitted nearly as well; an open side has no bound."}</p>`;
}

function candidatesPart(candidates: NonNullable<FitDocument["candidates"]>): Markup {
  const rows = candidates.map(({ law, holdoutR2, holdoutMape, note }) => [
    html`<code>${law}</code>`,
    numeric(optional(holdoutR2)),
    numeric(holdoutMape === null ? "—" : html`${number(100 * holdoutMape, 3)} %`),
    prose(note ?? ""),
  ]);
  return html`<p>Each was fitted without the held-out runs and judged by them; the first is the one chosen.</p>
${table(["law", "R² held out", "mean error held out", ""], rows)}`;
}

function runsPart({ document, request }: FittedRuns): Markup {
  const { form, data, n, objective, diagnostics } = document;
  const rows = [...form.variables, form.target].map(({ name, unit, description, origin, range }) => [
    html`<code>${name}</code>`,
    prose(inlineText(unit === "" ? description : `${description} (${unit})`)),
    prose(html`<code>${origin}</code>`),
    numeric(html`${number(range[0], 4)} … ${number(range[1], 4)}`),
  ]);
  const facts: [string, Content][] = [
    ...tableFacts(data, ["runs fitted", n]),
    ["objective", number(objective, 12)],
    ["evaluations of the law", diagnostics.evaluations.toLocaleString("en")],
    ["seed", document.seed],
  ];
  return html`${table(["", "what", "read from", "range"], rows)}
${factsList(facts)}
${repeatPart(fitCommand(request))}`;
}
