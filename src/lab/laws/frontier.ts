import { allocate, type ComputePlan, type LossSurface } from "../../laws/plan/index.js";
import { InputError } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { type Interval, percentiles95 } from "./intervals.js";

/** The best plan at one budget, with the middle 95 % over draws of the law. */
export interface FrontierPoint {
  /** FLOP. */
  readonly compute: number;
  readonly plan: ComputePlan | null;
  readonly N: Interval;
  readonly loss: Interval;
}

/** Draws that an interval along a curve is made of: more would not show in a figure. */
const MOST_DRAWS = 200;

/** The compute-optimal plans for some budgets; null and open where a law has no optimum inside the sizes searched. */
export function frontier(
  surfaceAt: (theta: Float64Array) => LossSurface,
  theta: Float64Array,
  draws: Matrix,
  budgets: readonly number[],
): FrontierPoint[] {
  const thetas = thinned(draws, MOST_DRAWS);
  return budgets.map((compute) => {
    const plan = planOrNull(surfaceAt(theta), compute);
    const drawn = thetas.flatMap((each) => planOrNull(surfaceAt(each), compute) ?? []);
    // Where many draws have no optimum, an interval over the others would mislead.
    const known = drawn.length >= 0.9 * thetas.length ? drawn : [];
    return {
      ...{ compute, plan },
      N: percentiles95(known.map(({ N }) => N)),
      loss: percentiles95(known.map(({ loss }) => loss)),
    };
  });
}

/** At most `most` rows of a matrix, spread evenly. */
export function thinned({ rows, columns, data }: Matrix, most: number): Float64Array[] {
  const count = Math.min(rows, most);
  return Array.from({ length: count }, (_, k) => {
    const row = Math.floor((k * rows) / count);
    return data.slice(row * columns, (row + 1) * columns);
  });
}

function planOrNull(surface: LossSurface, compute: number): ComputePlan | null {
  try {
    return allocate(surface, compute);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
