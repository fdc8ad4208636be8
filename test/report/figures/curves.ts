import type { Figure } from "../../../src/study/index.js";

const N = [10, 20, 30, 50, 70, 100, 140, 200];
const theory = (algorithm: string, n: number) =>
  (algorithm === "ridge" ? 1 : algorithm === "SGD" ? 1.4 : 1.15) * (21 / (n + 21));
const algorithms = ["ridge", "AMP", "SGD"];
const wiggle = (i: number) => 1 + 0.06 * Math.sin(12.9 * i);

/** Simulated points with error bars beside curves of theory, on logarithmic axes, with a band. */
export const figure: Figure = {
  id: "generalization",
  title: "Generalization error against prompt length",
  caption:
    "Dots: simulation, bars: two standard errors over 20 repetitions. Lines: theory, $\\varepsilon_g(W)$. Shaded: the middle half of tasks.",
  x: { label: "examples in the prompt, N", type: "log" },
  y: { label: "generalization error, ε_g", type: "log" },
  marks: [
    {
      type: "band",
      x: "N",
      y: "low",
      low: "low",
      high: "high",
      series: "algorithm",
      data: N.map((n) => ({ algorithm: "ridge", N: n, low: 0.7 * theory("ridge", n), high: 1.3 * theory("ridge", n) })),
    },
    {
      type: "line",
      x: "N",
      y: "error",
      series: "algorithm",
      data: algorithms.flatMap((algorithm) => N.map((n) => ({ algorithm, N: n, error: theory(algorithm, n) }))),
    },
    {
      type: "interval",
      x: "N",
      y: "error",
      low: "low",
      high: "high",
      series: "algorithm",
      data: algorithms.flatMap((algorithm, j) =>
        N.map((n, i) => {
          const error = theory(algorithm, n) * wiggle(i + 10 * j);
          return { algorithm, N: n, error, low: i === 7 ? -0.01 : error * 0.9, high: error * 1.1 };
        }),
      ),
    },
    {
      type: "dot",
      x: "N",
      y: "error",
      series: "algorithm",
      data: algorithms.flatMap((algorithm, j) =>
        N.map((n, i) => ({
          algorithm,
          N: n,
          error: i === 3 && j === 1 ? null : theory(algorithm, n) * wiggle(i + 10 * j),
        })),
      ),
    },
    { type: "rule", axis: "y", at: 1, label: "no learning" },
  ],
};
