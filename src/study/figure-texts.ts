import type { Datum, Figure, Mark, Scale } from "./figure.js";

/** Says a text in other words. */
export type Reword = (text: string) => string;

/** How the texts of a figure are said in other words. */
export interface Rewording {
  /** Of title, caption, and labels. */
  readonly text: Reword;
  /** Of names that the data tells series, panels and bands apart by; different names must stay different. */
  readonly name: Reword;
}

/** A figure with all that a person reads in it said in other words; ids, columns and numbers stay. */
export function rewordFigure(figure: Figure, { text, name }: Rewording): Figure {
  const { x, y, color, facet } = figure;
  return {
    ...figure,
    title: text(figure.title),
    caption: text(figure.caption),
    x: rewordScale(x, text, name),
    y: rewordScale(y, text, name),
    ...(color && { color: rewordScale(color, text, name) }),
    ...(facet && { facet: { ...facet, ...(facet.label !== undefined && { label: text(facet.label) }) } }),
    marks: figure.marks.map((mark) => rewordMark(mark, facet?.column, { text, name })),
  };
}

/** All that a person reads in a figure, once each, in the order of the figure. */
export function textsOfFigure(figure: Figure): string[] {
  const texts = new Set<string>();
  const keep = (text: string) => {
    texts.add(text);
    return text;
  };
  rewordFigure(figure, { text: keep, name: keep });
  return [...texts];
}

function rewordScale<S extends { readonly label?: string; readonly domain?: Scale["domain"] }>(
  scale: S,
  text: Reword,
  name: Reword,
): S {
  const { label, domain } = scale;
  return {
    ...scale,
    ...(label !== undefined && { label: text(label) }),
    ...(domain && { domain: domain.map((value) => (typeof value === "string" ? name(value) : value)) }),
  };
}

function rewordMark(mark: Mark, facet: string | undefined, { text, name }: Rewording): Mark {
  if (mark.type === "rule") {
    const at = typeof mark.at === "string" ? name(mark.at) : mark.at;
    return { ...mark, at, ...(mark.label !== undefined && { label: text(mark.label) }) };
  }
  const names = new Set([mark.x, mark.y, mark.series, facet].filter((column) => column !== undefined));
  const label = mark.type === "text" ? mark.text : undefined;
  const reword = (datum: Datum): Datum =>
    Object.fromEntries(
      Object.entries(datum).map(([column, value]) => {
        if (typeof value !== "string") return [column, value];
        if (names.has(column)) return [column, name(value)];
        return [column, column === label ? text(value) : value];
      }),
    );
  return { ...mark, data: mark.data.map(reword) };
}
