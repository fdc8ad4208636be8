import type { Figure, Mark } from "../figure.js";
import { distinct, nameOf, type Value } from "./axis.js";
import { rampColor, seriesColor } from "./palette.js";
import { type DotSymbol, SYMBOLS } from "./symbols.js";

/** A mark that draws data, as opposed to a rule. */
export type DataMark = Exclude<Mark, { readonly type: "rule" }>;

/** Records that are told apart from others by colour and, where they are dots, by symbol. */
export interface Series {
  readonly value: Value;
  readonly name: string;
  readonly color: string;
  readonly symbol: DotSymbol;
}

/** The marks of a figure that draw data. */
export function dataMarks(figure: Figure): DataMark[] {
  return figure.marks.filter((mark): mark is DataMark => mark.type !== "rule");
}

/**
 * The series of a figure, over all its marks, so that a name has one colour whatever draws it. Names take the palette in
 * the order of `color.domain` or of first appearance; numbers on a sequential scale take a ramp.
 */
export function seriesOf(figure: Figure): Series[] {
  const present = distinct(
    dataMarks(figure).flatMap((mark) => (mark.series ? mark.data.map((datum) => datum[mark.series!]!) : [])),
  );
  const categorical = figure.color?.type === "categorical" ? figure.color : undefined;
  const order: readonly Value[] = categorical?.domain ?? [];
  const values = [...order, ...present.filter((value) => !order.includes(value as never))];
  const numbers = values.filter((value): value is number => typeof value === "number");
  const ordered = figure.color?.type === "sequential" && numbers.length === values.length && numbers.length > 1;
  return values
    .map((value, index) => ({
      value,
      name: nameOf(value),
      color: ordered ? rampColor(index / (values.length - 1)) : seriesColor(index),
      symbol: SYMBOLS[index % SYMBOLS.length]!,
    }))
    .filter(({ value }) => present.includes(value));
}
