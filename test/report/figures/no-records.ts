import type { Figure } from "../../../src/study/index.js";

/** Axes without a record on them. */
export const figure: Figure = {
  id: "empty",
  title: "No records",
  caption: "Nothing to draw.",
  x: { label: "N", type: "log" },
  y: { label: "error" },
  marks: [
    { type: "line", x: "N", y: "error", data: [] },
    { type: "dot", x: "N", y: "error", series: "algorithm", data: [] },
  ],
};
