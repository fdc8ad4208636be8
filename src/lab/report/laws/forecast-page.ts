import type { ForecastDocument } from "../../documents.js";
import type { FittedForecast } from "../../laws/forecast-file.js";
import { forecastCommand } from "../../laws/question-commands.js";
import { inlineText } from "../formulas.js";
import { type Content, html, type Markup } from "../html.js";
import { number, optional } from "../numbers.js";
import { factsList, prose, table } from "../parts.js";
import { forecastFigure, missesFigure } from "./forecast-figures.js";
import { figures, interval, lawPage, numeric, repeatPart, tableFacts, warningsPart } from "./law-page.js";

/** A forecast as one HTML file: what makes the metric rise, its curve with the models, and the command that repeats it. */
export async function renderForecastReport(fitted: FittedForecast): Promise<string> {
  const { document } = fitted;
  const misses = missesFigure(fitted);
  return lawPage({
    title: `${document.metric} by ${document.data.file}`,
    heading: `A forecast of ${document.metric}`,
    command: "isinglass forecast",
    sections: [
      {
        anchor: "forecast",
        title: "The forecast",
        body: html`${wordsPart(document)}${figures([forecastFigure(fitted)])}`,
      },
      document.law
        ? { anchor: "law", title: "The law", body: lawPart(document.law) }
        : { anchor: "explanations", title: "What makes it rise", body: candidatesPart(document) },
      ...(misses ? [{ anchor: "misses", title: "Where it is wrong", body: figures([misses]) }] : []),
      { anchor: "models", title: "The models, and how to repeat it", body: runsPart(fitted) },
    ],
  });
}

function wordsPart({ words, forecasts, x, warnings }: ForecastDocument): Markup {
  const rows = forecasts.map(({ at, by, value, ci95 }) => [
    numeric(number(at, 4)),
    by,
    numeric(optional(value)),
    numeric(interval(ci95)),
  ]);
  return html`${words.map((sentence) => html`<p>${inlineText(sentence)}</p>\n`)}
${rows.length > 0 && table([`at ${x.name}`, "by", "forecast", "95 % interval"], rows)}
${warningsPart(warnings)}`;
}

function candidatesPart({ candidates }: ForecastDocument): Markup {
  const rows = candidates.map(({ name, weight, heldOut, parameters }) => [
    html`<code>${name}</code>`,
    numeric(number(Math.round(1000 * weight) / 1000, 3)),
    numeric(optional(heldOut)),
    prose(
      html`${Object.entries(parameters).map(([key, value], i) => html`${i > 0 && ", "}${key} ${optional(value)}`)}`,
    ),
  ]);
  return html`<p>Weights are Akaike’s, among these explanations alone. Held out: the largest quarter of sizes, fitted to the others.</p>
${table(["explanation", "weight", "mean error held out", "parameters"], rows)}`;
}

function lawPart({ expression, parameters }: NonNullable<ForecastDocument["law"]>): Markup {
  const rows = Object.entries(parameters).map(([name, { value, ci95 }]) => [
    html`<code>${name}</code>`,
    numeric(optional(value)),
    numeric(interval(ci95)),
  ]);
  return html`<p><code>${expression}</code>, Gadre et al. (2024), arXiv 2403.08540.</p>
${table(["", "value", "95 % interval"], rows)}`;
}

function runsPart({ document: { data, n, x, metric }, request }: FittedForecast): Markup {
  const facts: [string, Content][] = [
    ...tableFacts(data, ["models", n]),
    ["metric", html`<code>${metric}</code>`],
    [x.name, html`${x.origin}, ${number(x.range[0], 4)} … ${number(x.range[1], 4)}`],
    ["seed", request.seed],
  ];
  return html`${factsList(facts)}
${repeatPart(forecastCommand(request))}`;
}
