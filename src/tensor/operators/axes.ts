import { invalid } from "../../numerics/index.js";

/** One axis, several, or (left out) all; negative ones count from the end. */
export type Axes = number | readonly number[];

/**
 * An axis counted from the front.
 * @param operator for the message.
 * @throws InputError unless it is one of the `rank` axes.
 */
export function axisOf(axis: number, rank: number, operator: string): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || counted < 0 || counted >= rank) {
    throw invalid(`axis of ${operator}`, axis, rank === 0 ? "no axis, for a scalar" : `${-rank} … ${rank - 1}`);
  }
  return counted;
}

/** The axes counted from the front, each once. @throws InputError where one is not there or named twice. */
export function axesOf(axes: Axes | undefined, rank: number, operator: string): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = (typeof axes === "number" ? [axes] : axes).map((axis) => axisOf(axis, rank, operator));
  if (new Set(list).size < list.length) throw invalid(`axes of ${operator}`, axes, "each axis once");
  return list;
}
