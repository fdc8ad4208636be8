import { invalid } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import { centralDifferences } from "../../numerics/optimisation/index.js";
import { positive } from "./surface.js";

/** A run that could be done. */
export interface CandidateRun {
  readonly N: number;
  readonly D: number;
  /** In any unit: FLOP, hours, money. */
  readonly price: number;
}

/** A candidate with what it is expected to teach. */
export interface RankedRun extends CandidateRun {
  /** Standard error of the target after the run. */
  readonly standardError: number;
  /** 1 − new variance/old variance, 0 … 1. */
  readonly reduction: number;
  /** Variance taken away for a unit of price: what the ranking is by. */
  readonly gain: number;
}

/** What is known before the next run. */
export interface NextRunQuestion {
  /** Of the law's parameters, in order: a `log` parameter's error is that of its logarithm. */
  readonly scales: readonly ("log" | "linear")[];
  readonly theta: Float64Array;
  /** Covariance of theta on those scales, p × p, as of a fit. */
  readonly covariance: Matrix;
  /** Standard deviation of the log loss of one run about the law. */
  readonly noise: number;
  /** The law: loss of (N, D). */
  readonly predict: (theta: Float64Array, N: number, D: number) => number;
  /** What is to be known better: a loss, or log N* at a target compute. */
  readonly target: (theta: Float64Array) => number;
  readonly candidates: readonly CandidateRun[];
  /** Candidates that cost more are left out. */
  readonly maxPrice?: number;
}

/** The ranking and where one stands. */
export interface NextRunAnswer {
  /** Standard error of the target now. */
  readonly standardError: number;
  /** Best first. */
  readonly runs: readonly RankedRun[];
}

/**
 * Ranks runs by how much of the target's variance each takes away for its price. A run of gradient g (of the log loss)
 * changes the variance v of a target of gradient h from hᵀΣh to hᵀΣh − (hᵀΣg)²/(s² + gᵀΣg), s the noise: the c-optimal
 * choice of one run (Pukelsheim, Optimal Design of Experiments, 1993, chapter 2), linear in the errors of theta. The
 * covariance is what is known so far, however it was estimated; exact where it is s²(JᵀJ)⁻¹, else the update of Kalman.
 * @throws InputError for sizes that disagree, no candidate within the price, or gradients that are not finite.
 */
export function nextRuns(question: NextRunQuestion): NextRunAnswer {
  const { scales, theta, covariance, predict, target, candidates, maxPrice = Number.POSITIVE_INFINITY } = question;
  if (covariance.rows !== theta.length || scales.length !== theta.length) {
    throw invalid(
      "covariance",
      `${covariance.rows} × ${covariance.columns}`,
      `one row for each of ${theta.length} parameters`,
    );
  }
  const noise = positive("noise", question.noise) ** 2;
  const affordable = candidates.filter(({ price }) => price <= maxPrice);
  if (affordable.length === 0) throw invalid("candidate runs", candidates.length, `at least one within ${maxPrice}`);

  const h = gradientOnScales(target, theta, scales);
  const spread = multiply(covariance, h);
  const variance = dot(h, spread);
  const rank = (run: CandidateRun): RankedRun => {
    const g = gradientOnScales((point) => Math.log(predict(point, run.N, run.D)), theta, scales);
    const taken = dot(spread, g) ** 2 / (noise + dot(g, multiply(covariance, g)));
    return {
      ...run,
      standardError: Math.sqrt(Math.max(0, variance - taken)),
      reduction: taken / variance,
      gain: taken / positive("price", run.price),
    };
  };
  return { standardError: Math.sqrt(variance), runs: affordable.map(rank).sort((x, y) => y.gain - x.gain) };
}

/**
 * The gradient of `f` with respect to ln θ for `log` parameters and θ for others, by central differences of sixth order.
 * @throws InputError where it is not finite.
 */
export function gradientOnScales(
  f: (theta: Float64Array) => number,
  theta: Float64Array,
  scales: readonly ("log" | "linear")[],
): Float64Array {
  return theta.map((value, j) => {
    const isLog = scales[j] === "log";
    // Long enough that the rounding of a minimum that was searched, 1e-12, does not show.
    const step = isLog ? 1e-2 : 1e-2 * Math.max(Math.abs(value), 1e-2);
    const { slope } = centralDifferences(
      (x) => f(theta.with(j, isLog ? Math.exp(x) : x)),
      isLog ? Math.log(value) : value,
      step,
    );
    if (!Number.isFinite(slope)) throw invalid(`slope in parameter ${j}`, slope, "a finite number");
    return slope;
  });
}

function multiply({ rows, columns, data }: Matrix, x: Float64Array): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => dot(data.subarray(i * columns, (i + 1) * columns), x));
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}
