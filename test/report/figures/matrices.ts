import type { Figure } from "../../../src/study/index.js";

const index = Array.from({ length: 21 }, (_, i) => i + 1);
const noise = (i: number, j: number, k: number) => 0.08 * Math.sin(91.7 * i + 47.3 * j + 13 * k);

/** Small multiples of matrices: a diverging colour scale about zero, rows counted from the top. */
export const figure: Figure = {
  id: "weights",
  title: "Trained, exact and message-passing weights",
  caption: "Each matrix $W$ is a shrunk identity in its upper left block.",
  x: { label: "column", type: "band" },
  y: { label: "row", type: "band", reverse: true },
  color: { type: "diverging", label: "weight", pivot: 0 },
  facet: { column: "algorithm" },
  aspect: 1,
  marks: [
    {
      type: "cell",
      x: "column",
      y: "row",
      fill: "weight",
      data: ["trained (SGD)", "exact (ridge)", "AMP"].flatMap((algorithm, k) =>
        index.flatMap((row) =>
          index.map((column) => ({
            algorithm,
            row,
            column,
            weight: row === column && row < 21 ? 0.82 + noise(row, row, k) : noise(row, column, k),
          })),
        ),
      ),
    },
  ],
};
