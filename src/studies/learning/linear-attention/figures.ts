import { optimalAttention } from "../../../learning/theory/index.js";
import type { Figure, Mark } from "../../../study/index.js";
import { type Measurement, meanCurves, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** The flow's loss, the entries of A on their way, and the test risk against the length of the prompt. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [excess(rows, params), entries(rows, params), risks(rows, params)];
}

function excess(rows: readonly Measurement[], { N, repetitions }: Params): Figure {
  const curve = (series: string, repetition: number): Mark => ({
    type: "line",
    data: rows
      .filter(
        (row) => row.quantity === "excess" && row.series === series && row.repetition === repetition && row.x !== 0,
      )
      .map(({ x, value }) => ({ x, value: value === null ? null : Math.max(value, 1e-17), series })),
    x: "x",
    y: "value",
    series: "series",
  });
  const starts = Array.from({ length: repetitions }, (_, repetition) => curve("from random starts", repetition));
  return {
    id: "excess",
    title: "Gradient flow reaches the closed-form minimum",
    caption: `Population loss above its minimum ½[tr Λ − tr(Λ²Γ⁻¹)], N = ${N}, from a multiple of the identity and from ${repetitions} random starts.`,
    x: { label: "steps of the flow", type: "log" },
    y: { label: "loss above its minimum", type: "log" },
    color: { type: "categorical" },
    marks: [...starts, curve("from a multiple of I", 0)],
  };
}

function entries(rows: readonly Measurement[], { spectrum, N }: Params): Figure {
  const data = meanCurves(rows, "entry").filter(({ x }) => x > 0);
  const last = Math.max(...data.map(({ x }) => x));
  const optimum = [...optimalAttention({ spectrum, context: N })].map((value, i) => ({
    ...{ x: last, value, series: `λ = ${spectrum[i]}` },
  }));
  return {
    id: "entries",
    title: "Strong directions are learnt first",
    caption:
      "Entries of A along the eigenvectors of Λ during the flow from a multiple of the identity. Dots: the closed form Γ⁻¹.",
    x: { label: "steps of the flow", type: "log" },
    y: { label: "entry of A" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data, x: "x", y: "value", series: "series" },
      { type: "dot", data: optimum, x: "x", y: "value", series: "series" },
    ],
  };
}

function risks(rows: readonly Measurement[], { N }: Params): Figure {
  const simulated = meanCurves(rows, "risk_simulated");
  const limit = scalarOf(rows, "risk_limit").value!;
  const floor: Mark = { type: "rule", axis: "y", at: limit };
  return {
    id: "risk",
    title: "Test error against the length of the prompt",
    caption: `The layer trained on prompts of N = ${N} examples, tested on M. Lines: exact. Dots: simulated, bars one standard error over repetitions. The rule is the bias that no prompt removes.`,
    x: { label: "examples in the test prompt, M", type: "log" },
    y: { label: "mean squared error", type: "log" },
    color: { type: "categorical" },
    marks: [
      floor,
      { type: "line", data: meanCurves(rows, "risk_curve"), x: "x", y: "value", series: "series" },
      { type: "interval", data: simulated, x: "x", y: "value", low: "low", high: "high", series: "series" },
      { type: "dot", data: simulated, x: "x", y: "value", series: "series" },
    ],
  };
}
