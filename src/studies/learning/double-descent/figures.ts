import { quantile } from "../../../numerics/statistics/index.js";
import { ridgelessLimit } from "../../../spinglass/index.js";
import type { Datum, Figure } from "../../../study/index.js";
import { values } from "../../selection.js";
import { type Method, methods, type Params, type Row } from "./study.js";

const names: Record<Method, string> = {
  minnorm: "ridgeless limit, exact",
  descent: "gradient descent from W₀, exact limit",
  merged: "trained, merged W",
  separate: "trained, separate W_Q and W_K",
};

/** Error against the density of the data. */
export function figures(rows: readonly Row[], { D, N, alpha, epochs, rate }: Params): Figure[] {
  const points = methods.flatMap((method) => alpha.flatMap((a) => pointOf(rows, a, method)));
  const peak = 1 + 1 / D;
  return [
    {
      id: "error",
      title: "Test error against the density of the data",
      caption:
        `D = ${D}, N = ${N}. Medians over repetitions, bars from the lower to the upper quartile: at the peak the mean of the exact error is infinite. ` +
        `Trained: ${epochs} full-batch epochs of Adam at ${rate}. Dashed: the limit D → ∞ of the ridgeless error, which peaks at α = 1; the rule is at α = 1 + 1/D.`,
      x: { label: "density of the data, α = P/D²" },
      y: { label: "ε_g", type: "log" },
      color: { type: "categorical" },
      marks: [
        { type: "rule", axis: "x", at: peak },
        { type: "line", data: limitCurve(alpha, D / N), x: "alpha", y: "eps", series: "series", dashed: true },
        { type: "interval", data: points, x: "alpha", y: "eps", low: "low", high: "high", series: "series" },
        { type: "line", data: points, x: "alpha", y: "eps", series: "series" },
        { type: "dot", data: points, x: "alpha", y: "eps", series: "series" },
      ],
    },
  ];
}

function pointOf(rows: readonly Row[], alpha: number, method: Method): Datum[] {
  const found = Float64Array.from(values(rows, { alpha, method }, "eps"));
  if (found.length === 0) return [];
  const at = (share: number) => quantile(found, share);
  return [{ alpha, eps: at(0.5), low: at(0.25), high: at(0.75), series: names[method] }];
}

/** The limit away from its pole, in two pieces. */
function limitCurve(alpha: readonly number[], q: number): Datum[] {
  const [low, high] = [Math.min(...alpha), Math.max(...alpha)];
  return Array.from({ length: 121 }, (_, i) => low + ((high - low) * i) / 120).map((tau) => ({
    alpha: tau,
    series: "limit D → ∞",
    eps: Math.abs(tau - 1) < 0.02 ? null : ridgelessLimit({ q, tau }),
  }));
}
