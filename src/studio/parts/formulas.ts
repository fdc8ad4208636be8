/** What sets formulas and notes, with its style and fonts: loaded where a page first shows a formula. */
import "katex/dist/katex.min.css";

export { displayFormula, inlineText } from "../../lab/report/formulas.js";
export { markdown } from "../../lab/report/markdown.js";
