import { ampThreshold } from "../../../spinglass/index.js";
import type { Datum, Figure } from "../../../study/index.js";
import { errorBar, estimateWhere } from "../../selection.js";
import type { Algorithm, Params, Row } from "./study.js";

const names: Record<Algorithm, string> = { rbp: "r-BP (145)–(149)", amp: "AMP (153)", tap: "TAP", gamp: "GAMP" };

/** Who converges where, and how far from the exact mean each ends. */
export function figures(rows: readonly Row[], params: Params): Figure[] {
  const { P, D, N, lambda, algorithm } = params;
  const setting = `D = ${D}, N = ${N}, λ = ${lambda}.`;
  const points = (column: "converged" | "deviation"): Datum[] =>
    algorithm.flatMap((name) =>
      P.map((p) => {
        const found = estimateWhere(rows, { P: p, algorithm: name }, column);
        return { P: p, value: found.value, solver: names[name], ...errorBar(found) };
      }),
    );
  const x = { label: "pre-training tasks, P", type: "log" } as const;
  const boundary = { type: "rule", axis: "x", at: ampThreshold({ D, N, lambda }), label: "P_c" } as const;
  const deviations = points("deviation").filter((point) => point.value !== null && Number(point.value) > 0);
  return [
    {
      id: "convergence",
      title: "Where message passing converges",
      caption: `Share of training sets on which each solver converged. ${setting} Rule: P_c in closed form, below which AMP's variances have no fixed point.`,
      x,
      y: { label: "share converged", domain: [0, 1] },
      color: { type: "categorical" },
      marks: [
        boundary,
        { type: "line", data: points("converged"), x: "P", y: "value", series: "solver" },
        { type: "dot", data: points("converged"), x: "P", y: "value", series: "solver" },
      ],
    },
    {
      id: "deviation",
      title: "Distance from the exact mean",
      caption: `Largest difference of a weight's mean from the exact Boltzmann mean, averaged over repetitions in which the solver converged. ${setting} r-BP, TAP and GAMP end within rounding of it; AMP (153) does not, at any P.`,
      x,
      y: { label: "max |m − exact|", type: "log" },
      color: { type: "categorical" },
      marks: [
        { type: "line", data: deviations, x: "P", y: "value", series: "solver" },
        { type: "dot", data: deviations, x: "P", y: "value", series: "solver" },
      ],
    },
  ];
}
