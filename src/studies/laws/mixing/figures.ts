import type { Figure } from "../../../study/index.js";
import { type Measurement, pointsOf } from "../../measurement.js";
import { withMinus } from "../../printed.js";
import type { Params } from "./study.js";

/** Exponential against power law, coefficients found against planted, predictions against truth. */
export function figures(rows: readonly Measurement[], { runs, noise }: Params): Figure[] {
  const coefficients = pointsOf(rows, "coefficient");
  const predictions = pointsOf(rows, "prediction");
  return [
    shapes(),
    diagonal(
      "coefficients",
      "Centred coefficients, found and planted",
      `t_ij less its mean over j, for the first law: what ${runs} runs with noise ${noise} determine. Raw t_ij can be anything.`,
      coefficients,
      ["planted t_ij, centred", "fitted t_ij, centred"],
    ),
    diagonal(
      "predictions",
      "Unseen mixtures",
      "Total loss of mixtures that were not trained on, predicted from the fitted law, against the planted one.",
      predictions,
      ["true loss, nats per token", "predicted loss"],
    ),
  ];
}

function diagonal(
  id: string,
  title: string,
  caption: string,
  data: ReturnType<typeof pointsOf>,
  [x, y]: readonly [string, string],
): Figure {
  const values = data.map((point) => point.x);
  const ends = [Math.min(...values), Math.max(...values)].map((end) => ({ x: end, value: end }));
  return {
    id,
    title,
    caption: `${caption} Line: equality.`,
    x: { label: x },
    y: { label: y },
    aspect: 0.8,
    marks: [
      { type: "line", data: ends, x: "x", y: "value" },
      { type: "dot", data, x: "x", y: "value" },
    ],
  };
}

/** The printed law beside a power law through the same losses at r = 0.2 and r = 1. */
function shapes(): Figure {
  const [c, k, t] = [2, 0.8, -2];
  const exponential = (r: number) => c + k * Math.exp(t * r);
  const power = Math.log((exponential(0.2) - c) / (exponential(1) - c)) / Math.log(0.2);
  const grid = Array.from({ length: 100 }, (_, i) => (i + 1) / 100);
  const data = [
    ...[0, ...grid].map((r) => ({ r, loss: exponential(r), series: "exponential (as printed)" })),
    ...grid
      .filter((r) => r >= 0.06)
      .map((r) => ({ r, loss: c + (exponential(1) - c) * r ** power, series: "power law (as called)" })),
  ];
  return {
    id: "shapes",
    title: "Exponential is not a power law",
    caption: `c + k exp(t r) with c = ${c}, k = ${k}, t = ${withMinus(`${t}`)}, and the power law with the same floor through its values at r = 0.2 and 1.`,
    x: { label: "proportion of the domain, r" },
    y: { label: "loss, nats per token" },
    color: { type: "categorical" },
    marks: [{ type: "line", data, x: "r", y: "loss", series: "series" }],
  };
}
