import type { Axis } from "./axis.js";
import type { Content } from "./drawing.js";
import { flow, type PlacedItem } from "./legend.js";
import { layPanels, type Panels, type Room } from "./panels.js";
import { hasCells } from "./place.js";
import { cutText, textWidth, wrapText } from "./text-size.js";
import type { Tick } from "./ticks.js";

/** Sizes of type in a figure, in pixels: labels and legend; ticks and notes. */
export const FONT = { label: 12, tick: 11 } as const;
/** Height of a line of a label. */
export const LINE = 15;

/** Sizes and places, in pixels, of all that a drawing consists of. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Margins about the panels. */
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly panels: Panels;
  readonly legend: readonly PlacedItem[];
  /** Where the vertical axis's label begins, below the legend. */
  readonly labelTop: number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** The axes' labels, in lines. */
  readonly xLabel: readonly string[];
  readonly yLabel: readonly string[];
}

/** Lays out a figure in a room, from the inside out. */
export function layOut(content: Content, room: Room): Layout {
  const { figure, x, y } = content;
  const bands = hasCells(figure.marks) ? { x: x.domain[1] + 0.5, y: y.domain[1] + 0.5 } : undefined;
  // The width of the ticks depends on the height of a panel, and that on the width that the ticks leave.
  const guess = layPanels(figure, room.width - 70, room, bands);
  const { ticks: yTicks, width: tickWidth } = verticalTicks(y, guess.height, room.width * 0.3);
  const [left, right] = [Math.ceil(tickWidth) + 12, 16];
  const panels = layPanels(figure, room.width - left - right, room, bands);
  const width = left + right + panels.columns * panels.width + (panels.columns - 1) * panels.gap.x;
  const { ticks: xTicks, lines } = horizontalTicks(x, panels.width);
  const xLabel = wrapText(x.label, width - 8, FONT.label);
  const yLabel = wrapText(y.label, width - 8, FONT.label);
  const legend = flow(content, width);
  const labelTop = legend.height === 0 ? 0 : legend.height + 8;
  const top = labelTop + 10 + LINE * yLabel.length + (panels.titles.length > 0 ? 20 : 0);
  const bottom = 16 + 13 * lines + LINE * xLabel.length;
  const height = top + bottom + panels.rows * panels.height + (panels.rows - 1) * panels.gap.y;
  return {
    ...{ width, height, top, left, right, bottom, panels, legend: legend.placed, labelTop },
    ...{ xTicks, yTicks, xLabel, yLabel },
  };
}

/** The ticks of the vertical axis, cut so that they take no more than `room`, and the width that they take. */
function verticalTicks(axis: Axis, height: number, room: number): { ticks: Tick[]; width: number } {
  const ticks = axis.ticks(Math.max(2, Math.floor(height / 34)));
  const cut = ticks.map(({ at, label }) => ({ at, label: cutText(label, room, FONT.tick) }));
  return { ticks: cut, width: Math.max(0, ...cut.map(({ label }) => textWidth(label, FONT.tick))) };
}

/** The ticks of the horizontal axis, as many as stand side by side in `width`; names are broken into lines. */
function horizontalTicks(axis: Axis, width: number): { ticks: readonly Tick[]; lines: number } {
  const labelled = (ticks: readonly Tick[]) => ticks.filter(({ label }) => label !== "");
  const widest = (ticks: readonly Tick[]) =>
    Math.max(20, ...ticks.map(({ label }) => textWidth(label, FONT.tick) + 10));
  let ticks = axis.ticks(Math.max(2, Math.floor(width / 45)));
  const fitting = Math.max(2, Math.floor(width / widest(ticks)));
  if (labelled(ticks).length > fitting) ticks = axis.ticks(fitting);
  if (!axis.ordinal || labelled(ticks).length * widest(ticks) <= width) return { ticks, lines: 1 };
  const step = width / labelled(ticks).length;
  const broken = labelled(ticks).map(({ at, label }) => {
    const lines = wrapText(label, step - 6, FONT.tick).map((line) => cutText(line, step - 4, FONT.tick));
    return { at, label: lines.join("\n"), lines: lines.length };
  });
  return { ticks: broken, lines: Math.max(1, ...broken.map(({ lines }) => lines)) };
}
