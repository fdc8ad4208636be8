import type { Figure } from "../../../src/study/index.js";

/** A run may find nothing: every value is null, and a heat map is hatched throughout. */
export const figure: Figure = {
  id: "nothing",
  title: "Nothing converged",
  caption: "No solver converged at these parameters.",
  x: { label: "P", type: "band" },
  y: { label: "N", type: "band" },
  color: { type: "sequential", label: "contrast" },
  marks: [
    {
      type: "cell",
      x: "P",
      y: "N",
      fill: "contrast",
      data: [10, 20].flatMap((P) => [2, 4, 6].map((N) => ({ P, N, contrast: null }))),
    },
  ],
};
