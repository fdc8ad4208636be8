import type { Figure } from "../../study/index.js";
import { drawing } from "./drawing.js";
import { inlineText } from "./formulas.js";
import { type Content, html, type Markup } from "./html.js";

/** A figure with its title and caption; `id` is its anchor. */
export function figurePart(figure: Figure, id: string): Markup {
  return html`<figure aria-labelledby="${id}">
<h3 id="${id}">${inlineText(figure.title)}</h3>
${drawing({ ...figure, id: `${id}-drawing` })}
<figcaption>${inlineText(figure.caption)}</figcaption>
</figure>
`;
}

/** What a cell says in words, which a narrow page must not squeeze into a word a line. */
export function prose(content: Content): Markup {
  return html`<span class="prose">${content}</span>`;
}

/** A table in a box of its own, which scrolls where the page is narrower. */
export function table(head: readonly string[], rows: readonly (readonly Content[])[]): Markup {
  return html`<div class="scroll" tabindex="0"><table>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`;
}

/** Names and values, side by side where there is room. */
export function factsList(facts: readonly (readonly [string, Content])[]): Markup {
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
