import type { Figure } from "../../../src/study/index.js";

const steps = Array.from({ length: 40 }, (_, t) => t);

/** Five panels of curves with a shared legend, a dashed theory and a broken line. */
export const figure: Figure = {
  id: "convergence",
  title: "Distance to the exact mean, iteration by iteration",
  caption: "Each panel is a number of tasks $P$. AMP as printed (153) does not converge for few tasks.",
  x: { label: "iteration" },
  y: { label: "largest deviation from the exact mean", type: "log" },
  facet: { column: "P", label: "P" },
  marks: [
    {
      type: "line",
      x: "t",
      y: "deviation",
      series: "algorithm",
      data: [50, 100, 200, 500, 1000].flatMap((P) =>
        ["AMP (153)", "TAP", "GAMP", "r-BP"].flatMap((algorithm, j) =>
          steps.map((t) => ({
            P,
            algorithm,
            t,
            deviation: j === 0 && P < 200 && t > 20 ? null : 10 ** (-t * (0.03 + 0.1 * j) * (P / 400) ** 0.3),
          })),
        ),
      ),
    },
    {
      type: "line",
      dashed: true,
      x: "t",
      y: "deviation",
      data: [50, 100, 200, 500, 1000].flatMap((P) => steps.map((t) => ({ P, t, deviation: 10 ** (-t * 0.1) }))),
    },
    { type: "rule", axis: "x", at: 20 },
  ],
};
