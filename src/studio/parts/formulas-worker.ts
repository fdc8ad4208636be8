import { displayFormula, inlineText } from "../../lab/report/formulas.js";
import { markdown } from "../../lab/report/markdown.js";

/** What is set by kind. Notes begin their headings at level 3, below the page's own. */
const setters = {
  display: (text: string) => displayFormula(text).text,
  inline: (text: string) => inlineText(text).text,
  note: (text: string) => markdown(text, 3).text,
};

/** What the page asks for. */
export interface Setting {
  readonly id: number;
  readonly kind: keyof typeof setters;
  readonly text: string;
}

addEventListener("message", ({ data: { id, kind, text } }: MessageEvent<Setting>) => {
  postMessage({ id, html: setters[kind](text) });
});
