import { attention } from "./attention.js";
import { emergence } from "./emergence.js";
import { expressivity } from "./expressivity.js";
import { inContextLearning } from "./in-context-learning.js";
import { mixtures } from "./mixtures.js";
import { scalingLaws } from "./scaling-laws.js";
import { spinGlasses } from "./spin-glasses.js";
import { statistics } from "./statistics.js";

/** The works that studies cite, by BibTeX key. */
export const references = {
  ...spinGlasses,
  ...statistics,
  ...scalingLaws,
  ...mixtures,
  ...emergence,
  ...inContextLearning,
  ...attention,
  ...expressivity,
};
