import { figureStyle } from "../../../study/draw-figure.js";
import type { Figure } from "../../../study/index.js";
import type { FitDocument } from "../../documents.js";
import { formulaStyle } from "../formula-style.js";
import { inlineText } from "../formulas.js";
import { type Content, html, type Markup } from "../html.js";
import { number } from "../numbers.js";
import { page } from "../page.js";
import { pageStyle } from "../page-style.js";
import { figurePart } from "../parts.js";

/** A section of a page, with its anchor in the contents. */
export interface PageSection {
  readonly anchor: string;
  readonly title: string;
  readonly body: Markup;
}

/** What a page of the laws holds. */
export interface LawPage {
  /** In the window's title bar, after the name of the product. */
  readonly title: string;
  readonly heading: string;
  /** The command that wrote it, without its arguments. */
  readonly command: string;
  readonly sections: readonly PageSection[];
}

/** A page of the laws: one HTML file that asks for nothing beyond itself and runs no script. */
export async function lawPage({ title, heading, command, sections }: LawPage): Promise<string> {
  const body = html`${sections.map(
    (section) => html`<section aria-labelledby="${section.anchor}">
<h2 id="${section.anchor}">${section.title}</h2>
${section.body}
</section>
`,
  )}`;
  const contents = html`${sections.map((section) => html`<li><a href="#${section.anchor}">${section.title}</a></li>\n`)}`;
  const style = [await formulaStyle(body.text), figureStyle, pageStyle].join("\n");
  return page({ contents, body, style, title: `Isinglass: ${title}`, heading, command });
}

/** Figures one below the other. */
export function figures(list: readonly Figure[]): Markup {
  return html`${list.map((figure) => figurePart(figure, `figure-${figure.id}`))}`;
}

/** Named warnings, each in a box. */
export function warningsPart(warnings: FitDocument["warnings"]): Markup {
  return html`${warnings.map(
    ({ code, message }) =>
      html`<div class="claim undecided"><p class="where">${code}</p><p>${inlineText(message)}</p></div>\n`,
  )}`;
}

/** `[1.23, 4.56]`, with ∞ where a side is open, a dash where both are. */
export function interval([low, high]: readonly [number | null, number | null], digits = 4): Content {
  if (low === null && high === null) return "—";
  return html`[${low === null ? "−∞" : number(low, digits)}, ${high === null ? "∞" : number(high, digits)}]`;
}

/** A cell of a table that holds a number. */
export function numeric(content: Content): Markup {
  return html`<span class="number">${content}</span>`;
}

/** What was read: the table with its digest, its rows, and how many of what were used. */
export function tableFacts(
  { file, digest, rows, where }: Pick<FitDocument["data"], "file" | "digest" | "rows" | "where">,
  [used, n]: readonly [string, number],
): [string, Content][] {
  return [
    ["table", html`${file} <code>sha256:${digest.slice(0, 12)}…</code>`],
    ["rows", rows.toLocaleString("en")],
    [used, n.toLocaleString("en")],
    ...(where === null ? [] : [["only where", html`<code>${where}</code>`] as [string, Content]]),
  ];
}

/** The command that does it again. */
export function repeatPart(command: string): Markup {
  return html`<p>To repeat it:</p>
<pre tabindex="0"><code>${command}</code></pre>`;
}
