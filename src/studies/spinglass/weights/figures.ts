import { populationDiagonal } from "../../../spinglass/index.js";
import type { Datum, Figure } from "../../../study/index.js";
import { errorBar, estimateWhere } from "../../selection.js";
import { type Algorithm, algorithms, type Params, type Row } from "./study.js";

const names: Record<Algorithm, string> = { sgd: "SGD", ridge: "exact", amp: "AMP (153)" };

/** The matrices side by side for each P, AMP's variances, and the diagonal of W11 against P. */
export function figures(rows: readonly Row[], params: Params): Figure[] {
  const entries = rows.filter((row) => row.kind === "entry");
  const matrices = params.P.map((P) =>
    matrixFigure(
      P,
      entries.filter((row) => row.P === P),
      params,
    ),
  );
  const variances = entries.filter((row) => row.P === Math.max(...params.P) && row.variance !== null);
  return [
    ...matrices,
    ...(variances.length > 0 ? [varianceFigure(variances, params)] : []),
    diagonalFigure(rows, params),
  ];
}

const axes = {
  x: { label: "column", type: "band" },
  y: { label: "row", type: "band", reverse: true },
  aspect: 1,
} as const;

function matrixFigure(P: number, entries: readonly Row[], { D, N, lambda }: Params): Figure {
  const data: Datum[] = entries.map((row) => ({ ...row, solver: names[row.algorithm] }));
  const largest = Math.max(...entries.map((row) => Math.abs(row.weight!)));
  return {
    id: `weights-P${P}`,
    title: `Attention matrix at P = ${P}`,
    caption:
      `One realisation, D = ${D}, N = ${N}, λ = ${lambda}: the same tasks for every solver. The last column is not trained and shown as 0.` +
      (entries.some((row) => row.algorithm === "amp") ? "" : " AMP (153) did not converge."),
    ...axes,
    color: { type: "diverging", label: "weight", pivot: 0, domain: [-largest, largest] },
    facet: { column: "solver" },
    marks: [{ type: "cell", data, x: "column", y: "row", fill: "weight" }],
  };
}

function varianceFigure(entries: readonly Row[], { beta, lambda }: Params): Figure {
  return {
    id: "variances",
    title: "AMP's variances",
    caption: `βv of each weight at β = ${beta}, λ = ${lambda}. The last column is 1/λ: its spins feel the regulariser alone.`,
    ...axes,
    color: { type: "sequential", label: "βv" },
    marks: [
      {
        type: "cell",
        data: entries.map((row) => ({ ...row, scaled: beta * row.variance! })),
        x: "column",
        y: "row",
        fill: "scaled",
      },
    ],
  };
}

function diagonalFigure(rows: readonly Row[], { P, D, N, lambda }: Params): Figure {
  const summaries = rows.filter((row) => row.kind === "summary");
  const data = algorithms.flatMap((algorithm) =>
    P.map((p) => {
      const w11 = estimateWhere(summaries, { P: p, algorithm }, "w11");
      return { P: p, w11: w11.value, solver: names[algorithm], ...errorBar(w11) };
    }),
  );
  return {
    id: "diagonal",
    title: "Mean diagonal of W11",
    caption: `Mean over repetitions, bars one standard error. Rule: the shrunk identity 1/(1+(D+1)/N+λD) at infinite P; eq. (158) says 1. D = ${D}, N = ${N}, λ = ${lambda}.`,
    x: { label: "pre-training tasks, P", type: "log" },
    y: { label: "mean diagonal of W11" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: populationDiagonal({ D, N }, lambda), label: "P → ∞" },
      { type: "interval", data, x: "P", y: "w11", low: "low", high: "high", series: "solver" },
      { type: "line", data, x: "P", y: "w11", series: "solver" },
      { type: "dot", data, x: "P", y: "w11", series: "solver" },
    ],
  };
}
