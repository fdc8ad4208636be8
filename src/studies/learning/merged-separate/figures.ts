import { estimate } from "../../../numerics/statistics/estimate.js";
import type { Datum, Figure } from "../../../study/index.js";
import { errorBar } from "../../selection.js";
import type { Parametrisation } from "../linear-attention-training.js";
import { kinds, type Params, type Row } from "./study.js";

const names: Record<Parametrisation, string> = { merged: "merged W", separate: "separate W_Q and W_K" };

/** The errors as training goes on, and the weights at its end. */
export function figures(rows: readonly Row[], params: Params): Figure[] {
  return [curveFigure(rows, params), weightFigure(rows, params)];
}

function curveFigure(rows: readonly Row[], { D, N, alpha, rate, repetitions }: Params): Figure {
  const points = alpha.flatMap((a) => kinds.flatMap((kind) => curveOf(rows, a, kind)));
  const of = (error: string) => points.filter((point) => point.error === error);
  const place = { x: "epoch", y: "eps", series: "series" } as const;
  return {
    id: "curves",
    title: "Training and test error, epoch by epoch",
    caption:
      `D = ${D}, N = ${N}, full-batch Adam at ${rate}. Solid: exact test error, with its standard error over ${repetitions} repetitions as a band. ` +
      "Dashed: error on the training tasks. Both kinds learn the same tasks.",
    x: { label: "epoch" },
    y: { label: "mean squared error", type: "log" },
    color: { type: "categorical" },
    facet: { column: "panel" },
    marks: [
      { type: "band", data: of("test"), ...place, low: "low", high: "high" },
      { type: "line", data: of("test"), ...place },
      { type: "line", data: of("train"), ...place, dashed: true },
    ],
  };
}

function curveOf(rows: readonly Row[], alpha: number, kind: Parametrisation): Datum[] {
  const curve = rows.filter((row) => row.alpha === alpha && row.kind === kind && row.epoch !== null);
  const epochs = [...new Set(curve.map(({ epoch }) => epoch!))];
  return epochs.flatMap((epoch) =>
    (["test", "train"] as const).map((error) => {
      const eps = estimate(curve.filter((row) => row.epoch === epoch).map((row) => row[error]!));
      // What is fitted to rounding has no place on a logarithmic axis.
      const value = eps.value! > 1e-6 ? eps.value : null;
      return { epoch, error, eps: value, series: names[kind], panel: `α = ${alpha}`, ...errorBar(eps) };
    }),
  );
}

function weightFigure(rows: readonly Row[], { D, alpha }: Params): Figure {
  const [few, many] = [Math.min(...alpha), Math.max(...alpha)];
  const shown = [...new Set([few, many])];
  const cells = rows
    .filter(({ alpha: a, weight }) => weight !== null && shown.includes(a))
    .map(({ alpha: a, kind, m, n, weight }) => ({ m: m! + 1, n: n! + 1, weight, panel: `${names[kind]}, α = ${a}` }));
  return {
    id: "weights",
    title: "The live entries of W at the end",
    caption: `Row m and column n of W, or of the product of W_Q, transposed, and W_K, of one repetition; D = ${D}. Where data are many it nears a multiple of the identity, above the row of the labels (m = ${D + 1}).`,
    x: { label: "column n", type: "band" },
    y: { label: "row m", type: "band", reverse: true },
    color: { label: "W", type: "diverging", pivot: 0 },
    facet: { column: "panel" },
    aspect: 1,
    marks: [{ type: "cell", data: cells, x: "n", y: "m", fill: "weight" }],
  };
}
