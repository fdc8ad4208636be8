/** Text that is HTML already; everything else is escaped where it is put into a {@link html} template. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a template takes: text (escaped), numbers, markup, lists of these; nothing for null, undefined and false. */
export type Content = string | number | Markup | null | undefined | false | readonly Content[];

/** HTML from a template whose values are escaped unless they are markup. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + part + (i < values.length ? write(values[i]) : ""), ""));
}

/** Text as it stands in HTML, between tags and within quoted attributes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

function write(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (content instanceof Markup) return content.text;
  return Array.isArray(content) ? content.map(write).join("") : escapeHtml(String(content));
}
