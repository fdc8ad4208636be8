import { Marked, Renderer, type TokenizerAndRendererExtension, type Tokens } from "marked";
import { displayFormula, INLINE_FORMULA, inlineFormula } from "./formulas.js";
import { html, Markup } from "./html.js";

const DISPLAY_FORMULA = /^\$\$([\s\S]+?)\$\$/;
const INLINE_AT_START = new RegExp(`^${INLINE_FORMULA.source}`);

const display: TokenizerAndRendererExtension = {
  name: "display-formula",
  level: "block",
  start: (source) => /(?<=^|\n)\$\$/.exec(source)?.index,
  tokenizer: (source) => token("display-formula", DISPLAY_FORMULA.exec(source)),
  renderer: ({ tex }) => html`<span class="formula">${displayFormula(String(tex))}</span>`.text,
};

const inline: TokenizerAndRendererExtension = {
  name: "inline-formula",
  level: "inline",
  start: (source) => source.indexOf("$"),
  tokenizer: (source) =>
    token("display-formula", DISPLAY_FORMULA.exec(source)) ?? token("inline-formula", INLINE_AT_START.exec(source)),
  renderer: ({ tex, after }) => inlineFormula(String(tex), String(after)).text,
};

/** What a formula is in the tree of the Markdown: its TeX, and the punctuation that follows an inline one. */
function token(type: string, match: RegExpExecArray | null): Tokens.Generic | undefined {
  return match ? { type, raw: match[0], tex: match[1]!.trim(), after: match[2] ?? "" } : undefined;
}

const marked = new Marked({
  gfm: true,
  extensions: [display, inline],
  renderer: {
    /** HTML within Markdown is shown, not run. */
    html: ({ text }) => html`${text}`.text,
    /** A report shows no picture that is not its own; the description stands for it. */
    image: ({ text }) => html`${text}`.text,
    table(found) {
      return html`<div class="scroll" tabindex="0">${new Markup(Renderer.prototype.table.call(this, found))}</div>`
        .text;
    },
  },
});

/**
 * A study's `theory.md` as HTML: formulas between dollars set, raw HTML escaped, its title left out (the report prints
 * the study's), its headings from level `level` on.
 */
export function markdown(source: string, level: number): Markup {
  const tokens = marked.lexer(source.replace(/^\s*# .*\n/, ""));
  marked.walkTokens(tokens, (found) => {
    if (found.type === "heading") (found as Tokens.Heading).depth = Math.min(6, found.depth + level - 2);
  });
  return new Markup(marked.parser(tokens));
}
