import { InputError, invalid } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { quantile } from "../../numerics/statistics/index.js";

/** A number with its 95 % interval. */
export interface Interval95 {
  readonly value: number;
  readonly ci95: readonly [lo: number, hi: number];
}

/** What {@link quantileIntervals} gives. */
export interface QuantileIntervals<K extends string> {
  readonly intervals: Readonly<Record<K, Interval95>>;
  /** Draws left out because some quantity was not finite, or had no answer (an InputError), there. */
  readonly failed: number;
}

/**
 * 95 % percentile intervals of quantities that follow from the parameters: the 2.5 % and 97.5 % quantiles (type 7) over
 * `draws` (resamples × p, one theta a row), with the values at `theta`.
 * @throws InputError where fewer than two draws have an answer, and whatever `quantities` throws at `theta`.
 */
export function quantileIntervals<K extends string>(
  theta: Float64Array,
  draws: Matrix,
  quantities: (theta: Float64Array) => Readonly<Record<K, number>>,
): QuantileIntervals<K> {
  const thetas = Array.from({ length: draws.rows }, (_, i) => rowOf(draws, i));
  return intervalsOver(quantities(theta), thetas, quantities);
}

/** As {@link quantileIntervals}, for draws of any kind and values that are known already. */
export function intervalsOver<T, K extends string>(
  values: Readonly<Record<K, number>>,
  draws: readonly T[],
  quantities: (draw: T) => Readonly<Record<K, number>>,
): QuantileIntervals<K> {
  const answers = draws.flatMap((draw) => answer(() => quantities(draw)));
  if (answers.length < 2) throw invalid("number of draws with an answer", answers.length, "at least 2");
  const names = Object.keys(values) as K[];
  const interval = (name: K): Interval95 => {
    const drawn = answers.map((record) => record[name]);
    return { value: values[name], ci95: [quantile(drawn, 0.025), quantile(drawn, 0.975)] };
  };
  const intervals = Object.fromEntries(names.map((name) => [name, interval(name)])) as Record<K, Interval95>;
  return { intervals, failed: draws.length - answers.length };
}

/** The quantities in a list; an empty list where they have no answer. */
function answer<K extends string>(quantities: () => Readonly<Record<K, number>>): Readonly<Record<K, number>>[] {
  try {
    const record = quantities();
    return Object.values<number>(record).every(Number.isFinite) ? [record] : [];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
