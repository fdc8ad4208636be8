import { Marked, Renderer, type TokenizerAndRendererExtension, type Tokens } from "marked";
import { formula, INLINE_FORMULA } from "./formulas.js";
import { html, Markup } from "./html.js";

/** A formula found in Markdown. */
interface FormulaToken extends Tokens.Generic {
  readonly tex: string;
  readonly display: boolean;
}

const DISPLAY_FORMULA = /^\$\$([\s\S]+?)\$\$/;

const display: TokenizerAndRendererExtension = {
  name: "display-formula",
  level: "block",
  start: (source) => /(?<=^|\n)\$\$/.exec(source)?.index,
  tokenizer: (source) => token("display-formula", DISPLAY_FORMULA.exec(source), true),
  renderer,
};

const inline: TokenizerAndRendererExtension = {
  name: "inline-formula",
  level: "inline",
  start: (source) => source.indexOf("$"),
  tokenizer: (source) =>
    token("inline-formula", DISPLAY_FORMULA.exec(source), true) ??
    token("inline-formula", new RegExp(`^${INLINE_FORMULA.source}`).exec(source), false),
  renderer,
};

function token(type: string, match: RegExpExecArray | null, isDisplay: boolean): FormulaToken | undefined {
  return match ? { type, raw: match[0], tex: match[1]!.trim(), display: isDisplay } : undefined;
}

function renderer(found: Tokens.Generic): string {
  const { tex, display: isDisplay } = found as FormulaToken;
  return isDisplay ? html`<div class="formula">${formula(tex, true)}</div>`.text : formula(tex, false).text;
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
      return html`<div class="wide">${new Markup(Renderer.prototype.table.call(this, found))}</div>`.text;
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
