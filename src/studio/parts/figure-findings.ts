import { axesOf } from "../../study/drawing/axes.js";
import { type Axis, distinct, nameOf, type Value } from "../../study/drawing/axis.js";
import { type DataMark, dataMarks } from "../../study/drawing/series.js";
import type { Figure } from "../../study/index.js";

/** A position in a figure, as its data has it. */
export interface Position {
  readonly x: Value;
  readonly y: number;
}

/** What a figure's data says, as facts that any language can tell. */
export type Finding = { readonly panel: string | undefined } & (
  | ({ readonly kind: "course"; readonly from: Position; readonly to: Position } & Extremes)
  | ({ readonly kind: "spread"; readonly count: number } & Extremes)
  | { readonly kind: "list"; readonly series: string; readonly values: readonly Position[] }
  | { readonly kind: "crossing"; readonly pair: readonly [string, string]; readonly at: readonly number[] }
  | { readonly kind: "agreement"; readonly pair: readonly [string, string]; readonly within: number }
  | { readonly kind: "cells"; readonly count: number; readonly missing: number; readonly ends?: CellEnds }
  | { readonly kind: "rule"; readonly axis: "x" | "y"; readonly at: number | string; readonly label: string }
);

interface Extremes {
  readonly series: string;
  readonly least: Position;
  readonly greatest: Position;
}

/** The cells of least and greatest value. */
export interface CellEnds {
  readonly least: CellValue;
  readonly greatest: CellValue;
}

/** A cell of a heat map. */
export interface CellValue {
  readonly x: Value;
  readonly y: Value;
  readonly value: number;
}

/** The points of one mark that belong together, in one panel. */
interface Group {
  readonly panel: string | undefined;
  readonly series: string;
  readonly joined: boolean;
  readonly points: readonly Position[];
}

/** Lists of names are read out up to this length, and pairs of lines compared up to this many lines. */
const FEW = 8;
/** More dots than this, joined by no line, are a cloud and have no course. */
const CLOUD = 30;
/** Lines that differ by less than this share of their greatest value agree. */
const CLOSE = 0.01;

/** What a figure shows: the course of each series, the least and greatest values, where lines cross, what is marked. */
export function findingsOf(figure: Figure): Finding[] {
  const { x } = axesOf(figure);
  const groups = groupsOf(figure);
  const panels = [...new Set(groups.map(({ panel }) => panel))];
  return [
    ...cellFindings(figure),
    ...panels.flatMap((panel) => {
      const here = groups.filter((group) => group.panel === panel);
      return [...here.map((group) => courseOf(group, x)), ...meetings(here, x)];
    }),
    ...figure.marks.flatMap((mark) =>
      mark.type === "rule" && mark.label
        ? [{ kind: "rule" as const, panel: undefined, axis: mark.axis, at: mark.at, label: mark.label }]
        : [],
    ),
  ];
}

/** The lines and dots of a figure by panel and series; a series drawn twice at the same places counts once, as a line. */
function groupsOf(figure: Figure): Group[] {
  const groups = new Map<string, Group>();
  const drawn = dataMarks(figure).filter(({ type }) => type === "line" || type === "dot");
  for (const group of drawn.flatMap((mark) => groupsOfMark(figure, mark))) {
    const key = JSON.stringify([group.panel, group.series, group.points]);
    if (!groups.get(key)?.joined) groups.set(key, group);
  }
  return [...groups.values()];
}

function groupsOfMark(figure: Figure, mark: DataMark): Group[] {
  return byPanel(figure, mark).flatMap(([panel, data]) => {
    const names = mark.series ? distinct(data.map((datum) => datum[mark.series!] ?? null)) : [null];
    return names.flatMap((name) => {
      const own = name === null ? data : data.filter((datum) => datum[mark.series!] === name);
      const points = own.flatMap((datum) => {
        const [x, y] = [datum[mark.x] ?? null, datum[mark.y]];
        return x !== null && typeof y === "number" ? [{ x, y }] : [];
      });
      const series = name === null ? "" : nameOf(name);
      return points.length === 0 ? [] : [{ panel, series, joined: mark.type === "line", points }];
    });
  });
}

function byPanel(figure: Figure, mark: DataMark): [string | undefined, DataMark["data"]][] {
  const column = figure.facet?.column;
  if (column === undefined) return [[undefined, mark.data]];
  const { label } = figure.facet!;
  return distinct(mark.data.map((datum) => datum[column] ?? null)).map((value) => [
    label && typeof value === "number" ? `${label} = ${nameOf(value)}` : nameOf(value),
    mark.data.filter((datum) => datum[column] === value),
  ]);
}

function courseOf({ panel, series, points, joined }: Group, axis: Axis): Finding {
  const least = points.reduce((low, point) => (point.y < low.y ? point : low));
  const greatest = points.reduce((high, point) => (point.y > high.y ? point : high));
  const cloud = points.length > CLOUD || new Set(points.map(({ x }) => x)).size < points.length;
  if (axis.ordinal && points.length <= FEW) return { kind: "list", panel, series, values: points };
  if (!joined && cloud) {
    return { kind: "spread", panel, series, count: points.length, least, greatest };
  }
  const ordered = [...points].sort((a, b) => axis.at(a.x) - axis.at(b.x));
  return { kind: "course", panel, series, from: ordered[0]!, to: ordered.at(-1)!, least, greatest };
}

/** Where the joined lines of a panel cross, and which run together. */
function meetings(groups: readonly Group[], axis: Axis): Finding[] {
  const lines = groups.filter(({ joined, points, series }) => joined && points.length > 1 && series !== "");
  if (axis.ordinal || lines.length > FEW) return [];
  return lines.flatMap((first, i) => lines.slice(i + 1).flatMap((second) => meeting(first, second, axis) ?? []));
}

function meeting(first: Group, second: Group, axis: Axis): Finding | undefined {
  const places = [...new Set([...first.points, ...second.points].map(({ x }) => Number(x)))].sort((a, b) => a - b);
  const [a, b] = [interpolator(first, axis), interpolator(second, axis)];
  const shared = places.flatMap((x) => {
    const [one, other] = [a(x), b(x)];
    return one === undefined || other === undefined ? [] : [{ x, gap: one - other, size: Math.abs(other) }];
  });
  if (shared.length < 2) return undefined;
  const largest = Math.max(...shared.map(({ gap }) => Math.abs(gap)));
  const size = Math.max(...shared.map((place) => place.size));
  const [panel, pair] = [first.panel, [first.series, second.series] as const];
  if (largest <= CLOSE * size) return { kind: "agreement", panel, pair, within: size === 0 ? 0 : largest / size };
  const signed = shared.filter(({ gap }) => Math.abs(gap) > 1e-9 * size);
  const at = signed.slice(1).flatMap((right, i) => {
    const left = signed[i]!;
    if (left.gap > 0 === right.gap > 0) return [];
    const part = left.gap / (left.gap - right.gap);
    return axis.type === "log" ? left.x * (right.x / left.x) ** part : left.x + part * (right.x - left.x);
  });
  return at.length === 0 ? undefined : { kind: "crossing", panel, pair, at };
}

/** The value of a line between its points, straight as the axis draws it; undefined beyond its ends. */
function interpolator({ points }: Group, axis: Axis): (x: number) => number | undefined {
  const map = axis.type === "log" ? Math.log : (value: number) => value;
  const ordered = points.map(({ x, y }) => ({ x: Number(x), y })).sort((a, b) => a.x - b.x);
  return (x) => {
    const above = ordered.findIndex((point) => point.x >= x);
    const right = ordered[above];
    if (right === undefined) return undefined;
    if (right.x === x) return right.y;
    const left = ordered[above - 1];
    return left && left.y + ((map(x) - map(left.x)) / (map(right.x) - map(left.x))) * (right.y - left.y);
  };
}

function cellFindings(figure: Figure): Finding[] {
  return dataMarks(figure).flatMap((mark) => {
    if (mark.type !== "cell") return [];
    return byPanel(figure, mark).map(([panel, data]): Finding => {
      const cells = data.flatMap((datum) => {
        const value = datum[mark.fill];
        return typeof value === "number" ? [{ x: datum[mark.x] ?? null, y: datum[mark.y] ?? null, value }] : [];
      });
      const counts = { kind: "cells" as const, panel, count: data.length, missing: data.length - cells.length };
      if (cells.length === 0) return counts;
      const least = cells.reduce((low, cell) => (cell.value < low.value ? cell : low));
      const greatest = cells.reduce((high, cell) => (cell.value > high.value ? cell : high));
      return { ...counts, ends: { least, greatest } };
    });
  });
}
