import type { Figure } from "../../../src/study/index.js";

const P = Array.from({ length: 50 }, (_, i) => 20 * (i + 1));
const N = Array.from({ length: 50 }, (_, i) => 2 * (i + 1));
const boundary = (n: number) => 20 + 0.09 * n ** 2;

/** Fifty by fifty cells, some without a value, with a curve between the cells over them. */
export const figure: Figure = {
  id: "contrast",
  title: "Contrast of the ground state over tasks and prompt length",
  caption: "The contrast of $W_{11}$ grows with $P$ and $N$. Left of the line, message passing does not converge.",
  x: { label: "number of tasks, P", type: "band" },
  y: { label: "examples in the prompt, N", type: "band" },
  color: { type: "sequential", label: "contrast" },
  aspect: 1,
  marks: [
    {
      type: "cell",
      x: "P",
      y: "N",
      fill: "contrast",
      data: P.flatMap((p) =>
        N.map((n) => ({ P: p, N: n, contrast: p < boundary(n) ? null : (p / (p + 200)) * (n / (n + 20)) })),
      ),
    },
    { type: "line", x: "P", y: "N", data: Array.from({ length: 200 }, (_, i) => ({ P: boundary(i / 2), N: i / 2 })) },
    { type: "rule", axis: "x", at: 600, label: "P = 600" },
  ],
};
