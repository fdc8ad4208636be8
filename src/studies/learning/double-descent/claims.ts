import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/fig-16b/peak-at-one",
    document: "S2",
    place: "§5.5.1, fig. 16b",
    statement: "The test error changes from data-poor to data-rich at α = P/D² = 1, where double descent has its peak.",
    printed: "\\alpha \\equiv P/D^2 = 1",
  },
  {
    id: "S2/fig-16b/both-show-double-descent",
    document: "S2",
    place: "§5.5.1, fig. 16b",
    statement: "Merged and separate weights, trained without a regulariser, both show double descent.",
  },
  {
    id: "S2/fig-16b/ridgeless-limit",
    document: "S2",
    place: "§5.5.1, fig. 16b",
    statement: "What the trained models show is the double descent of the ridgeless limit λ → 0.",
    printed: "\\lambda \\to 0",
  },
  {
    id: "S2/fig-16b/height-of-the-peak",
    document: "S2",
    place: "§5.5.1, fig. 16b, what is plotted (the text names no height)",
    statement: "The height of the peak in fig. 16b is one that more training does not change.",
  },
];
