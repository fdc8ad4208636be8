import katex from "katex";
import { piecesOf } from "../../study/drawing/scripts.js";
import { type Content, html, Markup } from "./html.js";

/** A formula on a line of its own, set by KaTeX, with MathML for those who listen. */
export function displayFormula(tex: string): Markup {
  return set(tex, true) ?? asCode(tex);
}

/** A formula in a line of text, with the punctuation `after` it in the same box, lest a line begin with it. */
export function inlineFormula(tex: string, after: string): Markup {
  return set(after === "" ? tex : `${tex}\\text{${after}}`, false) ?? html`${asCode(tex)}${after}`;
}

/** Undefined for what is no TeX that KaTeX knows. */
function set(tex: string, displayMode: boolean): Markup | undefined {
  try {
    return new Markup(katex.renderToString(tex, { displayMode, throwOnError: true, strict: "ignore", trust: false }));
  } catch {
    return undefined;
  }
}

function asCode(tex: string): Markup {
  return html`<code class="unset">${tex}</code>`;
}

/**
 * An inline formula between dollars, and the punctuation after it: no space within the dollars at either end, and no
 * digit after, as in prices.
 */
export const INLINE_FORMULA = /\$(?![\s$])((?:\\[\s\S]|[^\\$])+?)(?<!\s)\$(?!\d)([.,;:?!)，。；：？！、）”]*)/;

/** A line of plain text with formulas between dollars, and with the subscripts of symbols such as `λ_i`. */
export function inlineText(text: string): Markup {
  const parts: Content[] = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(INLINE_FORMULA, "g"))) {
    parts.push(plainText(text.slice(end, match.index)), inlineFormula(match[1]!, match[2]!));
    end = match.index + match[0].length;
  }
  return html`${parts}${plainText(text.slice(end))}`;
}

function plainText(text: string): Markup[] {
  return piecesOf(text).map(({ text: part, level }) => {
    if (level === "line") return html`${part}`;
    return level === "sub" ? html`<sub>${part}</sub>` : html`<sup>${part}</sup>`;
  });
}
