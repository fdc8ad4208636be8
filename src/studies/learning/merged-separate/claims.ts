import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/fig-16a/separate-lower-where-data-are-few",
    document: "S2",
    place: "§5.5.1, fig. 16a",
    statement: "Where data are few (α < 1), separate weights have a lower test error than merged ones.",
  },
  {
    id: "S2/fig-16d/structure-not-found-where-data-are-few",
    document: "S2",
    place: "§5.5.1, fig. 16d",
    statement: "Where data are few, neither model captures the right structure of W.",
  },
  {
    id: "S2/fig-16c/separate-faster-where-data-are-many",
    document: "S2",
    place: "§5.5.1, fig. 16c",
    statement: "Where data are many (α > 1), separate weights converge faster on test data.",
  },
  {
    id: "S2/fig-16c/equal-in-the-end-where-data-are-many",
    document: "S2",
    place: "§5.5.1, fig. 16c",
    statement: "Where data are many, both parametrisations end with nearly the same test error.",
  },
  {
    id: "S2/fig-16e/near-diagonal-where-data-are-many",
    document: "S2",
    place: "§5.5.1, fig. 16e",
    statement: "Where data are many, the weights of both models are near a diagonal matrix.",
  },
];
