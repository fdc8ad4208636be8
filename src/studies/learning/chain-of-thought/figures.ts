import type { Figure, Scale } from "../../../study/index.js";
import { type MeanPoint, type Measurement, meanCurves } from "../../measurement.js";
import { FIXED_ROUNDS } from "./programs.js";
import type { Params } from "./study.js";

/** Learning with and without the hidden step; steps and lengths of the chains. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [
    recovery(rows, params),
    error(rows, params),
    depth(rows, params),
    fixedDepth(rows),
    finished(rows, params),
    written(rows),
  ];
}

const examplesAxis: Scale = { label: "examples in the prompt, n" };

/** Lines through dots with error bars. */
function curves(data: readonly MeanPoint[]): Figure["marks"] {
  return [
    { type: "line", data, x: "x", y: "value", series: "series" },
    { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
    { type: "dot", data, x: "x", y: "value", series: "series" },
  ];
}

function recovery(rows: readonly Measurement[], { d, k, prompts, repetitions }: Params): Figure {
  const law = meanCurves(rows, "recovery_law").map((point) => ({ ...point, series: "binomial law" }));
  return {
    id: "recovery",
    title: "Showing the hidden step makes learning exact",
    caption: `A ReLU network with d = ${d} inputs and k = ${k} hidden neurons learned from a prompt: share of ${prompts * repetitions} prompts, bars one standard error over repetitions. Dashed: all neurons active in at least d examples, $P(\\mathrm{Bin}(n,\\frac12)\\ge d)^k$. A query can be answered exactly before: neurons that it leaves inactive need not be known.`,
    x: examplesAxis,
    y: { label: "share of prompts", domain: [0, 1] },
    color: { type: "categorical" },
    marks: [
      ...curves(meanCurves(rows, "recovery")),
      { type: "line", data: law, x: "x", y: "value", series: "series", dashed: true },
    ],
  };
}

function error(rows: readonly Measurement[], { repetitions }: Params): Figure {
  const data = meanCurves(rows, "error").filter(({ value }) => value! > 1e-6);
  return {
    id: "error",
    title: "Inputs and outputs alone leave an error",
    caption: `Squared error at the query over E y², mean of ${repetitions} repetitions, bars one standard error; points of pure rounding are left out. The peak without the hidden step is that of interpolation, at n = d + 1.`,
    x: examplesAxis,
    y: { label: "error over E y²", type: "log" },
    color: { type: "categorical" },
    // Error bars may reach below 0, which a logarithm has no place for.
    marks: [
      { type: "line", data, x: "x", y: "value", series: "series" },
      {
        type: "interval",
        data: data.filter(({ low }) => low! > 0),
        x: "x",
        y: "value",
        low: "low",
        high: "high",
        series: "series",
      },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}

function depth(rows: readonly Measurement[], { p, repetitions }: Params): Figure {
  return {
    id: "depth",
    title: "Steps of the chain, rounds in parallel",
    caption: `Random expressions mod ${p}: local rewriting takes one step for each operator; doing all that can be done at once takes fewer rounds, but more and more. Mean of ${repetitions} repetitions, bars one standard error.`,
    x: { label: "operators of the expression", type: "log" },
    y: { label: "steps or rounds", type: "log" },
    color: { type: "categorical" },
    marks: curves(meanCurves(rows, "depth")),
  };
}

function fixedDepth(rows: readonly Measurement[]): Figure {
  const data = meanCurves(rows, "fixed_depth");
  return {
    id: "fixed-depth",
    title: "A program of fixed depth stops solving",
    caption: `Share of expressions that ${FIXED_ROUNDS} rounds of parallel rewriting finish; a chain with as many steps as operators finishes all. One program, not a bound on all: that is the conditional theorem.`,
    x: { label: "operators of the expression", type: "log" },
    y: { label: "share solved", domain: [0, 1] },
    marks: [
      { type: "rule", axis: "y", at: 1, label: "chain with a step for each operator" },
      { type: "line", data, x: "x", y: "value" },
      { type: "interval", data, x: "x", y: "value", low: "low", high: "high" },
      { type: "dot", data, x: "x", y: "value" },
    ],
  };
}

function finished(rows: readonly Measurement[], { operators }: Params): Figure {
  return {
    id: "applications",
    title: "At equal numbers of applications, writing results gains nothing",
    caption: `Share of expressions with ${Math.max(...operators)} operators that so many applications in sequence of the same local rule finish. A round does all that a step does: what a chain gives is more applications than a model has layers. Bars one standard error over repetitions.`,
    x: { label: "applications in sequence", type: "log" },
    y: { label: "share finished", domain: [0, 1] },
    color: { type: "categorical" },
    marks: curves(meanCurves(rows, "finished")),
  };
}

function written(rows: readonly Measurement[]): Figure {
  // Random expressions differ in length: their mean input is that of all repetitions.
  const data = rows.filter(({ quantity, repetition }) => quantity === "written" && repetition === 0);
  return {
    id: "written",
    title: "The size stays constant because the length grows",
    caption:
      "Numbers and symbols that the chain writes against those of the question, first repetition. Each step is the same small program.",
    x: { label: "length of the question", type: "log" },
    y: { label: "length of the chain", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data, x: "x", y: "value", series: "series" },
    ],
  };
}
