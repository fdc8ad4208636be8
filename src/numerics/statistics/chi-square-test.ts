import { invalid } from "../errors.js";
import { regularizedGammaQ } from "../special/incomplete-gamma.js";
import type { TestResult } from "./kolmogorov-smirnov.js";
import { sum } from "./sum.js";

/** The outcome of {@link chiSquareTest}. */
export interface ChiSquareResult extends TestResult {
  readonly degreesOfFreedom: number;
}

/**
 * Pearson's χ² test of counts against what a law expects of them: χ² = Σ (O − E)²/E with (classes − 1 − fitted) degrees
 * of freedom. Expected counts below about 5 make the p-value unreliable.
 * @param expected the expected counts, with the same sum as `observed` (to 1e-9 relative); equal shares unless told.
 * @param fitted how many parameters of the law were fitted to these counts; 0 unless told.
 * @throws InputError for lengths or sums that differ, an expected count that is not above 0, or no degrees of freedom.
 */
export function chiSquareTest(
  observed: ArrayLike<number>,
  expected: ArrayLike<number> = equalShares(observed),
  fitted = 0,
): ChiSquareResult {
  if (expected.length !== observed.length)
    throw invalid("number of expected counts", expected.length, `${observed.length}`);
  const degreesOfFreedom = observed.length - 1 - fitted;
  if (degreesOfFreedom < 1) throw invalid("number of classes", observed.length, `at least ${fitted + 2}`);
  const total = sum(observed);
  if (!(Math.abs(sum(expected) - total) <= 1e-9 * total))
    throw invalid("sum of expected counts", sum(expected), `${total}`);
  const terms = Float64Array.from(expected, (share, i) => {
    if (!(share > 0)) throw invalid("expected count", share, "a number above 0");
    return (observed[i]! - share) ** 2 / share;
  });
  const statistic = sum(terms);
  return { statistic, degreesOfFreedom, pValue: regularizedGammaQ(degreesOfFreedom / 2, statistic / 2) };
}

function equalShares(observed: ArrayLike<number>): Float64Array {
  return new Float64Array(observed.length).fill(sum(observed) / observed.length);
}
