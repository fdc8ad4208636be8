import type { Datum, Figure } from "../figure.js";
import { distinct, nameOf } from "./axis.js";
import { dataMarks } from "./series.js";

/** How much room a figure may take: a page's column, or a telephone. */
export interface Room {
  readonly width: number;
  /** A panel grows no higher than this. */
  readonly maxPanelHeight: number;
  /** A panel of a heat map grows no narrower than `cells`, of another figure no narrower than `plot`. */
  readonly minPanelWidth: { readonly cells: number; readonly plot: number };
  /** The least height over width of a panel that is no heat map. */
  readonly minAspect: number;
}

/** Where the panels of a figure stand: in a grid, row by row; one panel for a figure without facets. */
export interface Panels {
  readonly columns: number;
  readonly rows: number;
  /** Size of one panel's frame. */
  readonly width: number;
  readonly height: number;
  /** Pixels between panels. */
  readonly gap: { readonly x: number; readonly y: number };
  /** A title for each panel; none without facets. */
  readonly titles: readonly string[];
  /** The panel's number of a record. */
  of(datum: Datum): number;
}

/** A plot lower than this has no room for ticks. */
const MIN_HEIGHT = 140;

/** Lays out the panels in `width` pixels. `bands` are the numbers of columns and rows of a heat map. */
export function layPanels(figure: Figure, width: number, room: Room, bands?: { x: number; y: number }): Panels {
  const column = figure.facet?.column;
  const values = column ? distinct(dataMarks(figure).flatMap(({ data }) => data.map((datum) => datum[column]!))) : [];
  const count = Math.max(1, values.length);
  const gap = { x: 20, y: 30 };
  const least = bands ? room.minPanelWidth.cells : room.minPanelWidth.plot;
  const fitting = Math.max(1, Math.min(count, Math.floor((width + gap.x) / (least + gap.x))));
  const rows = Math.ceil(count / fitting);
  // As many columns as the rows need and no more: four panels where three fit make two rows of two.
  const columns = Math.ceil(count / rows);
  const aspect = bands ? (figure.aspect ?? 1) : Math.max(room.minAspect, figure.aspect ?? 0.6);
  const widest = Math.min((width - (columns - 1) * gap.x) / columns, room.maxPanelHeight / aspect);
  const panelWidth = whole(widest, bands?.x);
  return {
    columns,
    rows,
    width: panelWidth,
    height: bands ? whole(panelWidth * aspect, bands.y) : Math.round(Math.max(MIN_HEIGHT, panelWidth * aspect)),
    gap,
    titles: values.map((value) => {
      const named = figure.facet?.label && typeof value === "number";
      return named ? `${figure.facet.label} = ${nameOf(value)}` : nameOf(value);
    }),
    of: (datum) => (column ? values.indexOf(datum[column]!) : 0),
  };
}

/** A size of at most `size` in whole pixels; and whole for each of `bands` cells, lest they be of unequal size. */
function whole(size: number, bands = 1): number {
  const unit = bands > size ? 1 : bands;
  return Math.floor(size / unit) * unit;
}
