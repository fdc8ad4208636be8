import type { Figure } from "../../../study/index.js";
import { type Measurement, pointsOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** States by edges, bits by vertices, recall by bits. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [states(rows), bits(rows), recall(rows, params)];
}

function states(rows: readonly Measurement[]): Figure {
  const data = pointsOf(rows, "states");
  return {
    id: "states",
    title: "States that telling trees needs, edge by edge",
    caption:
      "Myhill–Nerode classes of prefixes of n − 1 distinct edges, counted over all prefixes and continuations. All equal the Stirling numbers S(n, n − j), and one more once a cycle is possible.",
    x: { label: "edges read, j" },
    y: { label: "states", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function bits(rows: readonly Measurement[]): Figure {
  const data = pointsOf(rows, "bits");
  return {
    id: "bits",
    title: "A state that grows with the context, or one lookup",
    caption:
      "Bits of state for telling trees from a stream of edges: log₂ of the largest number of classes, Θ(n log n), and what the tour carries from token to token when it can look edges up.",
    x: { label: "vertices, n", type: "log" },
    y: { label: "bits of state", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function recall(rows: readonly Measurement[], { keys, values }: Params): Figure {
  const panels = { tables: "whole tables", queries: "single queries" };
  const data = Object.entries(panels).flatMap(([quantity, panel]) =>
    pointsOf(rows, quantity).map((point) => ({ ...point, panel })),
  );
  const bound = data.filter(({ series }) => series.startsWith("bound"));
  const memories = data.filter(({ series }) => !series.startsWith("bound"));
  return {
    id: "recall",
    title: "Recall without the bits",
    caption: `Share of all ${values}^${keys} tables of which a memory answers every query, and of queries answered: two memories, and the bound that no summary of b bits beats. One attention lookup answers all.`,
    x: { label: "bits of memory, b" },
    y: { label: "share recalled", type: "log" },
    color: { type: "categorical" },
    facet: { column: "panel" },
    aspect: 0.8,
    marks: [
      { type: "line", data: bound, x: "x", y: "value", series: "series", dashed: true },
      { type: "line", data: memories, x: "x", y: "value", series: "series" },
      { type: "dot", data: memories, x: "x", y: "value", series: "series" },
    ],
  };
}
