import type { Claim } from "../../../study/index.js";

export const claims: readonly Claim[] = [
  {
    id: "S2/fig-12a/contrast-grows-with-diversity",
    document: "S2",
    place: "§5.3, fig. 12a",
    statement: "As task diversity P grows, the contrast grows and converges to that of a single global optimum.",
  },
  {
    id: "S2/fig-12a/longer-prompts-lower-error",
    document: "S2",
    place: "§5.3, fig. 12a",
    statement: "When task diversity stays large, longer prompts lower the generalisation error further.",
  },
  {
    id: "S2/fig-12a/blank-corner",
    document: "S2",
    place: "caption of fig. 12",
    statement: "The lower left corner is blank because AMP did not converge there.",
  },
  {
    id: "S2/eq-161/contrast-measures-quality",
    document: "S2",
    place: "§5.3, after eq. (161)",
    statement: "The closer the contrast is to 1, the better the model that AMP predicts.",
    printed: "\\mathcal C = \\left[\\frac{\\langle m, I_D\\rangle}{\\lVert m\\rVert_2\\lVert I_D\\rVert_2}\\right]",
  },
];
