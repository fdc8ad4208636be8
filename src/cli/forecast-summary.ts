import type { ForecastDocument } from "../lab/index.js";
import { formatInterval, labelled, warningsBlock } from "./fit-summary.js";
import { formatCompact } from "./format.js";
import { colorsFor, columns, textWidth, wrap } from "./terminal.js";

/** A forecast for a reader, and the file that a report of it was written to. */
export function forecastSummary(document: ForecastDocument, report?: string): string {
  const { bold } = colorsFor(process.stdout);
  const { metric, x, n, words, warnings } = document;
  const width = textWidth(process.stdout);
  return [
    bold(`${metric} against ${x.name === "L" ? "the loss" : x.name}, ${n.toLocaleString("en")} models`),
    words.map((sentence) => wrap(sentence, width, "")).join("\n"),
    candidatesBlock(document),
    lawBlock(document.law),
    forecastsBlock(document),
    labelled([["columns", `${x.origin}, from ${formatCompact(x.range[0])} to ${formatCompact(x.range[1])}`]]),
    warningsBlock(warnings),
    report === undefined ? "" : labelled([["report", report]]),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

function candidatesBlock({ candidates }: ForecastDocument): string {
  if (candidates.length === 0) return "";
  return columns([
    ["explanation", "weight", "error held out", "parameters"],
    ...candidates.map(({ name, weight, heldOut, parameters }) => [
      name,
      weight.toFixed(3),
      formatCompact(heldOut),
      Object.entries(parameters)
        .map(([key, value]) => `${key} ${formatCompact(value)}`)
        .join(", "),
    ]),
  ]);
}

function lawBlock(law: ForecastDocument["law"]): string {
  if (!law) return "";
  const rows = Object.entries(law.parameters).map(([name, { value, ci95 }]) => [
    name,
    formatCompact(value),
    formatInterval(ci95),
  ]);
  return `${law.expression}\n\n${columns([["parameter", "value", "95 % interval"], ...rows])}`;
}

function forecastsBlock({ forecasts, x }: ForecastDocument): string {
  if (forecasts.length === 0) return "";
  return columns([
    [`at ${x.name}`, "by", "forecast", "95 % interval"],
    ...forecasts.map(({ at, by, value, ci95 }) => [formatCompact(at), by, formatCompact(value), formatInterval(ci95)]),
  ]);
}
