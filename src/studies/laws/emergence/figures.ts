import type { Figure } from "../../../study/index.js";
import { type Measurement, meanCurves, pointsOf } from "../../measurement.js";
import { emergentAbility, printedSigmoid } from "./handbook.js";
import type { Params } from "./study.js";

/** The mirage, what resolves it, and the two sigmoids. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [mirage(rows, params), lengths(rows, params), resolved(rows, params), sigmoids()];
}

function mirage(rows: readonly Measurement[], { alpha, length, items }: Params): Figure {
  const data = meanCurves(rows, "accuracy");
  return {
    id: "mirage",
    title: "One law, two metrics",
    caption: `The loss of a token falls as N^{−${alpha}}. Whole answers need ${length} tokens right. Means over test sets of ${items} questions, bars one standard error.`,
    x: { label: "parameters, N", type: "log" },
    y: { label: "accuracy" },
    color: { type: "categorical" },
    marks: [
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function lengths(rows: readonly Measurement[], { alpha }: Params): Figure {
  return {
    id: "lengths",
    title: "The threshold is a property of the metric",
    caption: `Exact accuracy of whole answers by their length, α = ${alpha}. In log N all curves have one shape; a longer answer moves it to the right, ten times the length by 10^{1/α}.`,
    x: { label: "parameters, N", type: "log" },
    y: { label: "accuracy of whole answers" },
    color: { type: "categorical" },
    marks: [{ type: "line", data: pointsOf(rows, "curve"), x: "x", y: "value", series: "series" }],
  };
}

function resolved(rows: readonly Measurement[], { passes }: Params): Figure {
  const data = meanCurves(rows, "pass_rate")
    .filter(({ value }) => value! > 0 && value! < 1)
    .map(({ x, value }) => ({ N: x, strength: -Math.log(value!) }));
  return {
    id: "pass-until",
    title: "Sampling until it passes resolves small models",
    caption: `−ln of the unbiased pass rate of each model, sampled until ${passes} passes, mean over tests: a straight line in logarithms where ordinary tests see zeros.`,
    x: { label: "parameters, N", type: "log" },
    y: { label: "−ln(pass rate)", type: "log" },
    marks: [
      { type: "line", data, x: "N", y: "strength" },
      { type: "dot", data, x: "N", y: "strength" },
    ],
  };
}

function sigmoids(): Figure {
  const beta = 3 / (10e9 * Math.LN10);
  const data = Array.from({ length: 81 }, (_, i) => 10 ** (7.5 + i / 20)).flatMap((N) => [
    { N, accuracy: emergentAbility(N, 10e9, 3), series: "in log N (the script)" },
    { N, accuracy: printedSigmoid(N, 10e9, beta), series: "in N (as printed)" },
  ]);
  return {
    id: "sigmoids",
    title: "The printed sigmoid and the script's",
    caption: "Both with N_c = 10B and the same slope there. The printed one leaves every small model at one fifth.",
    x: { label: "parameters, N", type: "log" },
    y: { label: "probability of success" },
    color: { type: "categorical" },
    marks: [{ type: "line", data, x: "N", y: "accuracy", series: "series" }],
  };
}
