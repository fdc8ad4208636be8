import type { ForecastDocument } from "../lab/index.js";
import { formatInterval, labelled, warningsBlock } from "./fit-summary.js";
import { formatNumber } from "./format.js";
import { colorsFor, columns, textWidth, wrap } from "./terminal.js";

/** A forecast for a reader. */
export function forecastSummary(document: ForecastDocument): string {
  const { bold } = colorsFor(process.stdout);
  const { metric, x, n, words, warnings } = document;
  const width = textWidth(process.stdout);
  return [
    bold(`${metric} against ${x.name === "L" ? "the loss" : x.name}, ${n.toLocaleString("en")} models`),
    words.map((sentence) => wrap(sentence, width, "")).join("\n"),
    candidatesBlock(document),
    lawBlock(document.law),
    forecastsBlock(document),
    labelled([["columns", `${x.origin}, from ${formatNumber(x.range[0])} to ${formatNumber(x.range[1])}`]]),
    warningsBlock(warnings),
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
      formatNumber(heldOut),
      Object.entries(parameters)
        .map(([key, value]) => `${key} ${formatNumber(value)}`)
        .join(", "),
    ]),
  ]);
}

function lawBlock(law: ForecastDocument["law"]): string {
  if (!law) return "";
  const rows = Object.entries(law.parameters).map(([name, { value, ci95 }]) => [
    name,
    formatNumber(value),
    formatInterval(ci95),
  ]);
  return `${law.expression}\n\n${columns([["parameter", "value", "95 % interval"], ...rows])}`;
}

function forecastsBlock({ forecasts, x }: ForecastDocument): string {
  if (forecasts.length === 0) return "";
  return columns([
    [`at ${x.name}`, "by", "forecast", "95 % interval"],
    ...forecasts.map(({ at, by, value, ci95 }) => [formatNumber(at), by, formatNumber(value), formatInterval(ci95)]),
  ]);
}
