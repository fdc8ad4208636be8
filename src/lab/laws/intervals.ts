import type { Fit } from "../../laws/fit/index.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { quantile } from "../../numerics/statistics/index.js";

/** A number, or null for what is not finite and so cannot stand in a document. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** An interval; null where a side is open or unknown. */
export type Interval = [low: number | null, high: number | null];

/** Standard normal quantile of 0.975. */
const Z = 1.959963984540054;

/** The middle 95 % of draws; unknown where one of them is not a number. */
export function percentiles95(draws: ArrayLike<number>): Interval {
  const values = Array.from(draws);
  if (values.length === 0 || values.some(Number.isNaN)) return [null, null];
  return [finite(quantile(values, 0.025)), finite(quantile(values, 0.975))];
}

/** Column j of a matrix. */
export function column({ rows, columns, data }: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]!);
}

/** value ± 1.96 standard errors, on the logarithmic scale for parameters that are searched for there. */
export function asymptotic95({ form, theta, standardErrors }: Fit, j: number): Interval {
  const value = theta[j]!;
  const half = Z * standardErrors[j]!;
  if (form.parameters[j]!.scale === "linear") return [finite(value - half), finite(value + half)];
  return [finite(value * Math.exp(-half / value)), finite(value * Math.exp(half / value))];
}
