import { allocateChinchilla } from "../../../laws/plan/allocation.js";
import { chinchillaSurface } from "../../../laws/plan/surface.js";
import type { Datum, Figure } from "../../../study/index.js";
import { type Measurement, pointsOf, scalarOf } from "../../measurement.js";
import { CHINCHILLA_LABELS, type ChinchillaLabel, chinchillaConstants } from "../planted.js";
import { tableRuns } from "../table-runs.js";
import { BUDGETS, RATIO_BUDGETS } from "./approaches.js";
import type { Params } from "./study.js";

/** Valleys, exponents of the approaches, and the interval of D/N. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  if (tableRuns(rows) !== undefined) return [tableExponents(rows), ratios(rows, params)];
  return [valleys(rows, params), sizes(rows), exponents(rows), ratios(rows, params)];
}

function valleys(rows: readonly Measurement[], { noise, width }: Params): Figure {
  const law = chinchillaConstants("besiroglu");
  const shown = BUDGETS.filter((_, i) => i % 2 === 0);
  const names = new Set(shown.map((C) => C.toExponential(0)));
  const runs = pointsOf(rows, "loss, besiroglu").filter(({ series }) => names.has(series));
  const curve = shown.flatMap((C) => {
    const best = allocateChinchilla(law, C).N;
    return Array.from({ length: 41 }, (_, i) => {
      const N = best * (1.2 * width) ** (i / 20 - 1);
      return { x: N, value: chinchillaSurface(law)(N, C / (6 * N)), series: C.toExponential(0) };
    });
  });
  const optima = shown.map((C) => ({ x: allocateChinchilla(law, C).N, value: allocateChinchilla(law, C).loss }));
  return {
    id: "valleys",
    title: "IsoFLOP valleys",
    caption: `Dots: one table of planted runs, noise ${noise} of ln L. Lines: the law that they are of. Triangles: its optima. The valleys are flat: a factor of two in N costs less than 1 % of the loss.`,
    x: { label: "parameters, N", type: "log" },
    y: { label: "loss, nats per token" },
    color: { type: "categorical", label: "FLOP" },
    marks: [
      { type: "line", data: curve, x: "x", y: "value", series: "series" },
      { type: "dot", data: runs, x: "x", y: "value", series: "series" },
      { type: "dot", data: optima, x: "x", y: "value", symbol: "triangle" },
    ],
  };
}

/** N* of each approach over the planted law's. */
function sizes(rows: readonly Measurement[]): Figure {
  const data = pointsOf(rows, "optimum, besiroglu").map(({ x, value, series }) => ({
    x,
    series,
    value: value! / allocateChinchilla(chinchillaConstants("besiroglu"), x).N,
  }));
  return {
    id: "sizes",
    title: "Best size by each approach, over the true one",
    caption: "The first of the planted tables, its law known. The budgets are those of the runs.",
    x: { label: "compute, FLOP", type: "log" },
    y: { label: "N* found over N* planted" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: 1, label: "planted" },
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function exponents(rows: readonly Measurement[]): Figure {
  const titles: Record<ChinchillaLabel, string> = {
    besiroglu: "refit: α = 0.348, β = 0.366",
    "hoffmann-rounded": "as printed: α = 0.34, β = 0.28",
  };
  const data: Datum[] = rows
    .filter(({ quantity }) => quantity === "exponent")
    .map(({ series, value }) => {
      const [label, approach] = series.split(", ") as [ChinchillaLabel, string];
      return { approach, exponent: value, law: titles[label] };
    });
  const truth = CHINCHILLA_LABELS.flatMap((label) => {
    const { alpha, beta } = chinchillaConstants(label);
    const approaches = [...new Set(data.map(({ approach }) => approach!))];
    return approaches.map((approach) => ({ approach, exponent: beta / (alpha + beta), law: titles[label] }));
  });
  return {
    id: "exponents",
    title: "Exponent of the best size",
    caption:
      "Dots: each approach on each planted table. Line: β/(α+β) of the law planted. Rule: 0.50, the exponent that the source gives with the constants on the right.",
    x: { label: "approach", type: "point" },
    y: { label: "exponent of N* in C" },
    facet: { column: "law" },
    aspect: 0.9,
    marks: [
      { type: "rule", axis: "y", at: 0.5, label: "0.50" },
      { type: "line", data: truth, x: "approach", y: "exponent" },
      { type: "dot", data, x: "approach", y: "exponent" },
    ],
  };
}

/** The exponents of the three approaches on a person's table, the third with its resamples' standard error. */
function tableExponents(rows: readonly Measurement[]): Figure {
  const data = rows
    .filter(({ quantity, value }) => quantity === "exponent" && value !== null)
    .map(({ series, value }) => {
      const error = scalarOf(rows, "exponent_stderr", series).value ?? 0;
      return { approach: series.replace("table, ", ""), exponent: value, low: value! - error, high: value! + error };
    });
  return {
    id: "exponents",
    title: "Exponent of the best size",
    caption: `Each approach on the ${tableRuns(rows)} runs of the table; the bar is one standard error over bootstrap refits. An approach is missing where the runs give it no answer. Rule: 0.50.`,
    x: { label: "approach", type: "point" },
    y: { label: "exponent of N* in C" },
    marks: [
      { type: "rule", axis: "y", at: 0.5, label: "0.50" },
      { type: "interval", data, x: "approach", y: "exponent", low: "low", high: "high" },
      { type: "dot", data, x: "approach", y: "exponent" },
    ],
  };
}

function ratios(rows: readonly Measurement[], { resamples }: Params): Figure {
  const points = pointsOf(rows, "ratio");
  const at = (C: number, series: string) =>
    points.find((point) => point.x === C && point.series === series)?.value ?? null;
  const band = RATIO_BUDGETS.map((C) => ({ C, low: at(C, "low"), ratio: at(C, "median"), high: at(C, "high") }));
  const runs = tableRuns(rows);
  const law = chinchillaConstants("besiroglu");
  const truth = RATIO_BUDGETS.map((C) => ({ C, ratio: allocateChinchilla(law, C).tokensPerParameter }));
  return {
    id: "tokens-per-parameter",
    title: "Twenty tokens per parameter is an interval",
    caption:
      `Best D/N from ${runs === undefined ? "one planted table" : `the ${runs} runs given`}: median and central 95 % of ${resamples} bootstrap refits; ` +
      (runs === undefined
        ? "dashed: the planted law. The dearest run has 3·10²¹ FLOP."
        : "dashed: the refit of Besiroglu et al."),
    x: { label: "compute, FLOP", type: "log" },
    y: { label: "tokens per parameter, D/N", type: "log" },
    marks: [
      { type: "rule", axis: "y", at: 20, label: "20" },
      { type: "band", data: band, x: "C", y: "ratio", low: "low", high: "high" },
      { type: "line", data: band, x: "C", y: "ratio" },
      { type: "line", data: truth, x: "C", y: "ratio", dashed: true },
    ],
  };
}
