import type { Figure } from "../figure.js";
import { type Axis, makeAxis, type Value } from "./axis.js";
import { type DataMark, dataMarks } from "./series.js";

/** The two axes of a figure, from all that its marks put on them. */
export function axesOf(figure: Figure): { x: Axis; y: Axis } {
  const marks = dataMarks(figure);
  const column = (mark: DataMark, name: string): Value[] => mark.data.map((datum) => datum[name] ?? null);
  const rules = (axis: "x" | "y") =>
    figure.marks.flatMap((mark) => (mark.type === "rule" && mark.axis === axis ? [mark.at] : []));
  const vertical = (mark: DataMark) =>
    mark.type === "interval" || mark.type === "band"
      ? [...column(mark, mark.low), ...column(mark, mark.high)]
      : column(mark, mark.y);
  const cells = marks.filter((mark) => mark.type === "cell");
  const bands = (axis: "x" | "y") =>
    cells.length === 0 ? {} : { bands: cells.flatMap((mark) => column(mark, mark[axis])) };
  const x = [...marks.flatMap((mark) => column(mark, mark.x)), ...rules("x")];
  const y = [...marks.flatMap(vertical), ...rules("y")];
  return {
    x: makeAxis({ scale: figure.x, values: x, round: false, ...bands("x") }),
    y: makeAxis({ scale: figure.y, values: y, round: true, ...bands("y") }),
  };
}
