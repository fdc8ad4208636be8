/** Choosing among laws by how well they predict dear runs from cheap ones. @module */
export { candidateForms } from "./candidate-forms.js";
export { chooseLaw } from "./choose-law.js";
export { costOf } from "./roll-out.js";
export type { Score } from "./score.js";
export type { Candidate, Choice, ChooseOptions } from "./types.js";
