import katex from "katex";
import { type Piece, piecesOf } from "../../study/drawing/scripts.js";
import { html, Markup } from "./html.js";

/** A formula in TeX, set by KaTeX with MathML for those who listen; as code where it is no TeX that KaTeX knows. */
export function formula(tex: string, displayMode: boolean): Markup {
  try {
    return new Markup(katex.renderToString(tex, { displayMode, throwOnError: true, strict: "ignore", trust: false }));
  } catch {
    return html`<code class="unset">${tex}</code>`;
  }
}

/** An inline formula between dollars: no space within them at either end, and no digit after, as in prices. */
export const INLINE_FORMULA = /\$(?![\s$])((?:\\[\s\S]|[^\\$])+?)(?<!\s)\$(?!\d)/;

const TAGS: Record<Piece["level"], string | null> = { line: null, sub: "sub", super: "sup" };

/** A line of plain text with formulas between dollars, and with the subscripts of symbols such as `λ_i`. */
export function inlineText(text: string): Markup {
  const parts = text.split(new RegExp(INLINE_FORMULA, "g"));
  return html`${parts.map((part, i) => (i % 2 === 1 ? formula(part, false) : plainText(part)))}`;
}

function plainText(text: string): Markup[] {
  return piecesOf(text).map(({ text: part, level }) => {
    const tag = TAGS[level];
    return tag === null ? html`${part}` : html`${new Markup(`<${tag}>`)}${part}${new Markup(`</${tag}>`)}`;
  });
}

/** The same line for where only text can stand: without dollars. */
export function spokenText(text: string): string {
  return text.replaceAll("$", "");
}
