import type { Figure } from "../../../study/index.js";
import { type Measurement, meanCurves, pointsOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** What accuracy costs, what rounding leaves, how large the mapping's numbers grow, what memory needs. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [cost(rows, params), rounding(rows, params), numbers(rows), memory(rows)];
}

function cost(rows: readonly Measurement[], { layers }: Params): Figure {
  return {
    id: "cost",
    title: "What universal approximation costs",
    caption: `Powers of ten of the layers, $n(1/\\delta)^{dn}/n!$, that the construction needs by the steps 1/δ of its grid. The rule is a transformer of ${layers} layers.`,
    x: { label: "steps of the grid on each axis, 1/δ", type: "log" },
    y: { label: "log₁₀ of layers" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: Math.log10(layers), label: `${layers} layers` },
      { type: "line", data: pointsOf(rows, "log10_layers"), x: "x", y: "value", series: "series" },
      { type: "dot", data: pointsOf(rows, "log10_layers"), x: "x", y: "value", series: "series" },
    ],
  };
}

function rounding(rows: readonly Measurement[], { d, n, repetitions, sequences }: Params): Figure {
  const data = meanCurves(rows, "rounding");
  const last = data.at(-1)!;
  const slope = data.map(({ x }) => ({ x, value: (last.value! * last.x) / x, series: "slope −1" }));
  return {
    id: "rounding",
    title: "The error falls with the grid, one for one",
    caption: `Mean error of a Lipschitz function, equivariant under permutations, that sees its inputs rounded (d = ${d}, n = ${n}); mean of ${repetitions} samples of ${sequences} sequences, bars one standard error.`,
    x: { label: "steps of the grid on each axis, 1/δ", type: "log" },
    y: { label: "mean error", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: slope, x: "x", y: "value", series: "series", dashed: true },
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function numbers(rows: readonly Measurement[]): Figure {
  const data = pointsOf(rows, "bits");
  return {
    id: "numbers",
    title: "Telling sequences apart takes long numbers",
    caption:
      "Bits of the largest number that the contextual mapping gives a token, on every grid that was checked in full. A double holds 53.",
    x: { label: "sequences of the grid, up to order", type: "log" },
    y: { label: "bits of the largest number" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: 53, label: "double" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function memory(rows: readonly Measurement[]): Figure {
  return {
    id: "memory",
    title: "Few parameters hold many bits each",
    caption:
      "Bits that each of d + n + √(nN) parameters must hold to memorise every labelling of N sequences, by counting. The rule is a number of 32 bits.",
    x: { label: "sequences to memorise, N", type: "log" },
    y: { label: "bits of a parameter", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: 32, label: "32 bits" },
      { type: "line", data: pointsOf(rows, "bits_per_parameter"), x: "x", y: "value", series: "series" },
    ],
  };
}
