import type { Stream } from "../random/stream.js";
import {
  type LeastSquaresOptions,
  type LeastSquaresProblem,
  type LeastSquaresResult,
  levenbergMarquardt,
} from "./levenberg-marquardt.js";

/** What searches from several starts found. */
export interface MultistartResult {
  /** The best of `minima`, or, where no search converged, the end with the least residual. */
  readonly best: LeastSquaresResult;
  /** Distinct minima, best first. */
  readonly minima: readonly Minimum[];
  /** Searches that did not converge. */
  readonly failed: number;
}

/** A minimum and how many searches ended there. */
export interface Minimum {
  readonly result: LeastSquaresResult;
  readonly starts: number;
}

/** Minima are one where ‖r‖ agrees to this part of itself. */
const SAME = 1e-8;

/**
 * Least squares from each of several starts. Minima are told apart by their residuals, so that the same curve reached
 * with its parameters exchanged counts once.
 */
export function multistartLeastSquares(
  problem: LeastSquaresProblem,
  starts: readonly ArrayLike<number>[],
  options: LeastSquaresOptions = {},
): MultistartResult {
  const ends = starts.map((start) => levenbergMarquardt(problem, start, options));
  const rank = ({ residual }: LeastSquaresResult): number => (Number.isNaN(residual) ? Infinity : residual);
  const byResidual = (a: LeastSquaresResult, b: LeastSquaresResult): number => (rank(a) < rank(b) ? -1 : 1);
  const converged = ends.filter(({ reason }) => reason === "converged").sort(byResidual);
  const minima: { result: LeastSquaresResult; starts: number }[] = [];
  for (const result of converged) {
    const last = minima.at(-1);
    if (last !== undefined && result.residual - last.result.residual <= SAME * result.residual) last.starts += 1;
    else minima.push({ result, starts: 1 });
  }
  const best = minima[0]?.result ?? [...ends].sort(byResidual)[0]!;
  return { best, minima, failed: ends.length - converged.length };
}

/**
 * A centre and `count` points about it, each number times its own e^(spread z) with z standard normal: signs are kept,
 * and a number that is 0 stays so.
 */
export function scatteredStarts(
  centre: ArrayLike<number>,
  count: number,
  spread: number,
  stream: Stream,
): Float64Array[] {
  const about = () => Float64Array.from(centre, (value) => value * Math.exp(spread * stream.normal()));
  return [Float64Array.from(centre), ...Array.from({ length: count }, about)];
}
