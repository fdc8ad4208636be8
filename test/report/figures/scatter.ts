import type { Figure } from "../../../src/study/index.js";

/** Many small dots about a diagonal, with negative numbers and a tiny scale. */
export const figure: Figure = {
  id: "residuals",
  title: "Residual of the closed form",
  caption: "Closed form minus linear solve, over 400 draws.",
  x: { label: "exact solution" },
  y: { label: "residual" },
  marks: [
    {
      type: "dot",
      x: "exact",
      y: "residual",
      symbol: "circle",
      data: Array.from({ length: 400 }, (_, i) => ({
        exact: 3 * Math.sin(0.7 * i) * Math.cos(0.013 * i),
        residual: 2e-15 * Math.sin(7.1 * i) * Math.cos(1.7 * i),
      })),
    },
    { type: "rule", axis: "y", at: 0 },
  ],
};
