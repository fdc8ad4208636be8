import { ampEquivalent, populationError, ridgeEquivalent } from "../../../spinglass/index.js";
import type { Datum, Figure } from "../../../study/index.js";
import { errorBar, estimateWhere } from "../../selection.js";
import type { Algorithm, Params, Row } from "./study.js";

const names: Record<Algorithm, string> = {
  ridge: "exact ground state",
  amp: "AMP (153)",
  tap: "TAP",
  gamp: "GAMP",
  sgd: "SGD",
};

/** Error against N with theory, and each algorithm's distance from the exact ground state. */
export function figures(rows: readonly Row[], params: Params): Figure[] {
  return [errorFigure(rows, params), gapFigure(rows, params)];
}

function errorFigure(rows: readonly Row[], params: Params): Figure {
  const { N, P, D, lambda, algorithm, c } = params;
  const x = { label: "examples in a prompt, N", type: "log" } as const;
  const points = algorithm.flatMap((name) => measuredPoints(rows, params, name));
  const theory = c === 0 ? theoryCurves(params) : [];
  return {
    id: "error",
    title: "Generalisation error against prompt length",
    caption:
      `P = ${P}, D = ${D}, λ = ${lambda}. Dots: mean over repetitions of the exact test error of each solver's weights, bars one standard error. ` +
      "Dashed: closed forms at the Gaussian equivalent of the features, for ridge and for AMP's fixed point, and the optimum at λ = 0 and infinite P.",
    x,
    y: { label: "ε_g", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: theory, x: "N", y: "eps", series: "series", dashed: true },
      { type: "interval", data: points, x: "N", y: "eps", low: "low", high: "high", series: "series" },
      { type: "dot", data: points, x: "N", y: "eps", series: "series" },
      ...(N.length > 1 ? [{ type: "line" as const, data: points, x: "N", y: "eps", series: "series" }] : []),
    ],
  };
}

function measuredPoints(rows: readonly Row[], { N }: Params, algorithm: Algorithm): Datum[] {
  return N.map((n) => {
    const eps = estimateWhere(rows, { N: n, algorithm }, "eps");
    return { N: n, eps: eps.value, series: names[algorithm], ...errorBar(eps) };
  });
}

function theoryCurves({ N, P, D, lambda }: Params): Datum[] {
  const low = Math.log(Math.min(...N));
  const high = Math.log(Math.max(...N));
  const grid = Array.from({ length: 40 }, (_, i) => Math.round(Math.exp(low + ((high - low) * i) / 39)));
  return [...new Set(grid)].flatMap((n) => [
    { N: n, series: "theory of ridge", eps: ridgeEquivalent({ P, D, N: n, lambda })?.error ?? null },
    { N: n, series: "theory of AMP (153)", eps: ampEquivalent({ P, D, N: n, lambda })?.error ?? null },
    { N: n, series: "optimum, P = ∞, λ = 0", eps: populationError({ D, N: n }, 0) },
  ]);
}

function gapFigure(rows: readonly Row[], params: Params): Figure {
  const exact = new Map(
    rows.filter((row) => row.algorithm === "ridge").map((row) => [`${row.N}/${row.repetition}`, row.eps]),
  );
  const gaps = rows
    .filter((row) => row.algorithm !== "ridge" && row.eps !== null && exact.get(`${row.N}/${row.repetition}`) != null)
    .map((row) => ({ ...row, gap: row.eps! - exact.get(`${row.N}/${row.repetition}`)! }));
  const points = params.algorithm
    .filter((name) => name !== "ridge")
    .flatMap((algorithm) =>
      params.N.map((N) => {
        const gap = estimateWhere(gaps, { N, algorithm }, "gap");
        return { N, gap: gap.value, series: names[algorithm], ...errorBar(gap) };
      }),
    );
  return {
    id: "gap",
    title: "Distance from the exact ground state",
    caption:
      "Difference in test error from the exact ground state of the same tasks; bars one standard error over repetitions. An algorithm that solves the model lies on zero.",
    x: { label: "examples in a prompt, N", type: "log" },
    y: { label: "ε_g − ε_g(ground state)" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: 0 },
      { type: "interval", data: points, x: "N", y: "gap", low: "low", high: "high", series: "series" },
      { type: "line", data: points, x: "N", y: "gap", series: "series" },
      { type: "dot", data: points, x: "N", y: "gap", series: "series" },
    ],
  };
}
