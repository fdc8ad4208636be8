import { type Estimate, estimate } from "../numerics/statistics/estimate.js";

/** One measured number: a scalar of a repetition (`x` is null), or a point of a curve. */
export type Measurement = {
  /** What was measured: `exponent`, `loss`. */
  readonly quantity: string;
  /** Of what: a method, a law, a task; empty where there is only one. */
  readonly series: string;
  /** Where on the curve. */
  readonly x: number | null;
  /** Null where there is no such number: an open end of an interval, a value outside a formula's domain. */
  readonly value: number | null;
  readonly repetition: number;
};

/** The measurements of one cell, as they are made. */
export class Recorder {
  readonly rows: Measurement[] = [];

  constructor(private readonly repetition = 0) {}

  scalar(quantity: string, value: number | null, series = ""): void {
    this.add(quantity, series, null, value);
  }

  point(quantity: string, x: number, value: number | null, series = ""): void {
    this.add(quantity, series, x, value);
  }

  private add(quantity: string, series: string, x: number | null, value: number | null): void {
    const finite = value !== null && Number.isFinite(value) ? value : null;
    this.rows.push({ quantity, series, x, value: finite, repetition: this.repetition });
  }
}

/** A point of a curve. */
export type Point = Measurement & { readonly x: number };

/** A point of a curve averaged over repetitions, with its error bar. */
export type MeanPoint = Pick<Point, "series" | "x" | "value"> & {
  readonly low: number | null;
  readonly high: number | null;
};

/** Every scalar as `quantity` or `quantity@series`, with its standard error over repetitions; nulls are left out. */
export function scalarMetrics(rows: readonly Measurement[]): Record<string, Estimate> {
  const values = new Map<string, number[]>();
  for (const { quantity, series, x, value } of rows) {
    if (x !== null) continue;
    const name = series === "" ? quantity : `${quantity}@${series}`;
    const list = values.get(name) ?? [];
    if (value !== null) list.push(value);
    values.set(name, list);
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, estimate(list)]));
}

/** A scalar's values over the repetitions, nulls left out. */
export function valuesOf(rows: readonly Measurement[], quantity: string, series = ""): number[] {
  return rows.flatMap((row) =>
    row.x === null && row.quantity === quantity && row.series === series && row.value !== null ? [row.value] : [],
  );
}

/** A scalar with its standard error over the repetitions. */
export function scalarOf(rows: readonly Measurement[], quantity: string, series = ""): Estimate {
  return estimate(valuesOf(rows, quantity, series));
}

/** The largest value of a scalar over the repetitions and the series; null where one is missing, or all are. */
export function largestOf(
  rows: readonly Measurement[],
  quantity: string,
  series: readonly string[] = [""],
): number | null {
  const own = rows.filter((row) => row.x === null && row.quantity === quantity && series.includes(row.series));
  const values = own.flatMap(({ value }) => value ?? []);
  return values.length > 0 && values.length === own.length ? Math.max(...values) : null;
}

/** The points of one repetition's curves. */
export function pointsOf(rows: readonly Measurement[], quantity: string, repetition = 0): Point[] {
  const isPoint = (row: Measurement): row is Point => row.x !== null;
  return rows.filter(isPoint).filter((row) => row.quantity === quantity && row.repetition === repetition);
}

/** Curves averaged over repetitions, in the order measured, with `low` and `high` one standard error away. */
export function meanCurves(rows: readonly Measurement[], quantity: string): MeanPoint[] {
  const groups = new Map<string, { series: string; x: number; values: number[] }>();
  for (const { quantity: name, series, x, value } of rows) {
    if (name !== quantity || x === null) continue;
    const group = groups.get(`${series}|${x}`) ?? { series, x, values: [] };
    if (value !== null) group.values.push(value);
    groups.set(`${series}|${x}`, group);
  }
  return [...groups.values()].map(({ series, x, values }) => {
    const { value, stderr } = estimate(values);
    const half = stderr ?? 0;
    return { series, x, value, low: value === null ? null : value - half, high: value === null ? null : value + half };
  });
}
