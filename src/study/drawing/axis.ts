import type { Datum, Scale } from "../figure.js";
import { linearTicks, logTicks, roundDomain, type Tick, tickLabel } from "./ticks.js";

/** What a column may hold. */
export type Value = Datum[string];

/** One direction of a figure: where values stand on a continuous scale, and which ticks show it. */
export interface Axis {
  readonly label: string;
  readonly type: "linear" | "log";
  /** Positions at the two ends of the frame. */
  readonly domain: readonly [number, number];
  readonly reverse: boolean;
  /** Whether the positions are places in a list of values, one apart, and not the values themselves. */
  readonly ordinal: boolean;
  /** The position of a value; NaN for null and for what has no place. */
  at(value: Value | undefined): number;
  /** Ticks, at most about `count` of them with a label. */
  ticks(count: number): readonly Tick[];
}

/** What an axis is made from. */
export interface AxisData {
  readonly scale: Scale;
  /** All that the marks put on this axis. */
  readonly values: readonly Value[];
  /** The values that have a band of their own, where the figure is a heat map. */
  readonly bands?: readonly Value[];
  /** Whether the domain may be widened for a look that is calmer (a vertical axis), or keeps to the data. */
  readonly round: boolean;
}

/** The axis for a scale and its data: by bands, for a heat map, for names and where the scale says so; else by number. */
export function makeAxis({ scale, values, bands, round }: AxisData): Axis {
  const byName = scale.type === "band" || scale.type === "point" || values.some((value) => typeof value === "string");
  if (bands !== undefined || byName) return ordinalAxis(scale, scale.domain ?? distinct(bands ?? values));
  return scale.type === "log" ? logAxis(scale, values, round) : linearAxis(scale, values, round);
}

function linearAxis(scale: Scale, values: readonly Value[], round: boolean): Axis {
  const numbers = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  let [low, high] = given(scale) ?? extent(numbers) ?? [0, 1];
  if (low === high) [low, high] = low === 0 ? [-1, 1] : [low - Math.abs(low) / 2, low + Math.abs(low) / 2];
  else if (round && !scale.domain) [low, high] = roundDomain(low, high, 6);
  return {
    label: scale.label,
    type: "linear",
    domain: [low, high],
    reverse: scale.reverse ?? false,
    ordinal: false,
    at: (value) => (typeof value === "number" ? value : Number.NaN),
    ticks: (count) => linearTicks(low, high, count),
  };
}

function logAxis(scale: Scale, values: readonly Value[], round: boolean): Axis {
  const numbers = values.filter((value): value is number => typeof value === "number" && value > 0 && value < Infinity);
  let [low, high] = given(scale) ?? extent(numbers) ?? [1, 10];
  if (low === high) [low, high] = [low / 2, high * 2];
  else if (round && !scale.domain) [low, high] = [low * (low / high) ** 0.04, high * (high / low) ** 0.04];
  return {
    label: scale.label,
    type: "log",
    domain: [low, high],
    reverse: scale.reverse ?? false,
    ordinal: false,
    at: (value) => (typeof value === "number" && value > 0 ? value : Number.NaN),
    ticks: (count) => logTicks(low, high, count),
  };
}

function ordinalAxis(scale: Scale, list: readonly Value[]): Axis {
  const places = new Map(list.map((value, place) => [value, place]));
  const numbers = list.filter((value): value is number => typeof value === "number");
  const between = numbers.length === list.length && numbers.length > 1 ? numbers : undefined;
  const at = (value: Value | undefined) =>
    places.get(value as Value) ??
    (between && typeof value === "number" ? interpolate(between, value, scale.type === "log") : Number.NaN);
  return {
    label: scale.label,
    type: "linear",
    domain: [-0.5, Math.max(1, list.length) - 0.5],
    reverse: scale.reverse ?? false,
    ordinal: true,
    at,
    ticks(count) {
      const all = list.map((value, place) => ({ at: place, label: nameOf(value) }));
      if (all.length <= count || !between) return all;
      const [low, high] = extent(between)!;
      const round = scale.type === "log" && low > 0 ? logTicks(low, high, count) : linearTicks(low, high, count);
      return round.map((tick) => ({ ...tick, at: at(Number(tick.at)) }));
    },
  };
}

/**
 * The place of a number in an ascending or descending list, with fractions between neighbours: so that a curve can be
 * drawn over a heat map whose rows and columns stand for numbers. Beyond the ends it goes on as between the last two.
 */
function interpolate(list: readonly number[], value: number, log: boolean): number {
  const sign = list.at(-1)! > list[0]! ? 1 : -1;
  let above = list.findIndex((entry) => sign * entry >= sign * value);
  if (above === -1) above = list.length - 1;
  above = Math.max(1, above);
  const map = log ? Math.log : (x: number) => x;
  const [low, high] = [map(list[above - 1]!), map(list[above]!)];
  return above - 1 + (map(value) - low) / (high - low);
}

/** How a value is written in a tick, a panel's title or the legend. */
export function nameOf(value: Value): string {
  return typeof value === "number" ? tickLabel(value) : String(value ?? "none");
}

/** Distinct values other than null: numbers in ascending order, names in the order of first appearance. */
export function distinct(values: readonly Value[]): Value[] {
  const list = [...new Set(values)].filter((value) => value !== null && value !== undefined);
  return list.every((value) => typeof value === "number") ? list.sort((a, b) => Number(a) - Number(b)) : list;
}

function given(scale: Scale): [number, number] | undefined {
  const [low, high] = [scale.domain?.[0], scale.domain?.at(-1)];
  return typeof low === "number" && typeof high === "number" ? [low, high] : undefined;
}

/** Smallest and largest, or undefined for an empty list. */
export function extent(numbers: readonly number[]): [number, number] | undefined {
  if (numbers.length === 0) return undefined;
  return [
    numbers.reduce((low, value) => Math.min(low, value), Infinity),
    numbers.reduce((high, value) => Math.max(high, value), -Infinity),
  ];
}

/** Whether a position is within the frame. */
export function contains({ domain: [low, high] }: Axis, at: number): boolean {
  return at >= low && at <= high;
}

/** How far along an axis a position is, from 0 (left, bottom) to 1. */
export function fractionAlong({ type, domain: [low, high], reverse }: Axis, at: number): number {
  const map = type === "log" ? Math.log : (value: number) => value;
  const t = (map(at) - map(low)) / (map(high) - map(low));
  return reverse ? 1 - t : t;
}
