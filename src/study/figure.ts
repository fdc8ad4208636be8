/** One record of what a mark draws. */
export type Datum = Readonly<Record<string, number | string | boolean | null>>;

/** An axis or a colour scale. */
export interface Scale {
  /** With the unit, if it has one: `examples in the prompt, N`. */
  readonly label: string;
  readonly type?: "linear" | "log" | "band" | "point";
  readonly domain?: readonly (number | string)[];
  readonly reverse?: boolean;
}

/** A colour scale: sequential for numbers, diverging about `pivot`, categorical for names. */
export interface ColorScale {
  readonly label?: string;
  readonly type: "sequential" | "diverging" | "categorical";
  readonly domain?: readonly (number | string)[];
  readonly pivot?: number;
}

interface MarkData {
  readonly data: readonly Datum[];
  /** Column of the horizontal position. */
  readonly x: string;
  /** Column of the vertical position. */
  readonly y: string;
  /** Column whose values tell series apart by colour. Without it the mark has the text's colour. */
  readonly series?: string;
}

/** What is drawn. Column names refer to the mark's own data; a null position breaks a line and skips the rest. */
export type Mark =
  | (MarkData & { readonly type: "line"; readonly dashed?: boolean })
  | (MarkData & { readonly type: "dot"; readonly symbol?: "circle" | "square" | "triangle" | "times" })
  /** A vertical bar from column `low` to column `high` at x: an error bar. */
  | (MarkData & { readonly type: "interval"; readonly low: string; readonly high: string })
  /** A filled region between columns `low` and `high`. */
  | (MarkData & { readonly type: "band"; readonly low: string; readonly high: string })
  /** A heat map: x and y are band scales, colour is column `fill`; null is hatched as “no value”. */
  | (MarkData & { readonly type: "cell"; readonly fill: string })
  | (MarkData & { readonly type: "text"; readonly text: string })
  /** A rule across the whole frame at one position. */
  | { readonly type: "rule"; readonly axis: "x" | "y"; readonly at: number | string; readonly label?: string };

/** A figure as data: drawn by `drawFigure` in the report and in the studio. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What to see in it, in a sentence or two; says over what the error bars are. */
  readonly caption: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly color?: ColorScale;
  /** Small multiples side by side: the column, present in every mark's data, whose values make the panels. */
  readonly facet?: { readonly column: string; readonly label?: string };
  /** Height over width of one panel; 0.6 unless told. 1 for matrices. */
  readonly aspect?: number;
  readonly marks: readonly Mark[];
}
