import { mean, variance } from "./moments.js";

/** A number with its standard error over `n` independent repetitions; `stderr` is null where n = 1 or it is exact. */
export interface Estimate {
  readonly value: number | null;
  readonly stderr: number | null;
  readonly n: number;
}

/** The mean of independent repetitions with its standard error s/√n: null for n < 2, and the value too for n = 0. */
export function estimate(values: ArrayLike<number>): Estimate {
  const n = values.length;
  return {
    value: n > 0 ? mean(values) : null,
    stderr: n > 1 ? Math.sqrt(variance(values) / n) : null,
    n,
  };
}
