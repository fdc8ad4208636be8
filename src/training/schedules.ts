import { invalid } from "../numerics/errors.js";
import { add, cos, div, less, maximum, minimum, mul, sqrt, sub, type Value, where } from "../tensor/index.js";

/**
 * A learning rate, or any other number, as a function of the number of steps done (0 at the first step; a scalar
 * value). It is part of the graph, so that no step needs a number from the host.
 */
export type Schedule = (step: Value) => Value | number;

/** The schedule that a number or a schedule means. @throws InputError for a number below 0, and for anything else */
export function asSchedule(rate: number | Schedule): Schedule {
  return typeof rate === "function" ? rate : constantRate(rate);
}

/** Always `rate`. @throws InputError unless it is a finite number from 0 up, as in all schedules here */
export function constantRate(rate: number): Schedule {
  requireRates({ "learning rate": rate });
  return () => rate;
}

/** From `from` at step 0 in a straight line to `to` at step `steps`, and `to` from then on. */
export function linearRate(from: number, to: number, steps: number): Schedule {
  requireRates({ "first rate": from, "last rate": to });
  requireSteps("steps", steps);
  return (step) => add(mul(minimum(div(step, steps), 1), to - from), from);
}

/**
 * A linear warm-up to the beginning of another schedule: at step t < `steps` (t + 1)/`steps` of `after` at its step 0,
 * then `after` from its own step 0 on. The first step is not wasted on a rate of zero.
 */
export function warmUp(steps: number, after: number | Schedule): Schedule {
  requireSteps("warm-up steps", steps);
  const rate = asSchedule(after);
  return (step) => mul(minimum(div(add(step, 1), steps), 1), rate(maximum(sub(step, steps), 0)));
}

/**
 * From `peak` at step 0 along half a cosine to `floor` (0 unless told) at step `steps`, and `floor` from then on.
 *
 * Source: Loshchilov, Hutter, SGDR, arXiv 1608.03983, eq. 5 (one period).
 */
export function cosineRate(peak: number, steps: number, floor = 0): Schedule {
  requireRates({ "peak of the rate": peak, "floor of the rate": floor });
  requireSteps("steps", steps);
  return (step) => {
    const angle = mul(minimum(div(step, steps), 1), Math.PI);
    return add(mul(add(cos(angle), 1), (peak - floor) / 2), floor);
  };
}

/**
 * A linear warm-up to `peak` in `warmUpSteps`, then falling as the inverse square root of the step: with t = step + 1,
 * `peak`·min(t/w, √(w/t)).
 *
 * Source: Vaswani et al., Attention is all you need, arXiv 1706.03762, eq. 3 (there `peak` = (d_model·w)^−½).
 */
export function inverseSqrtRate(peak: number, warmUpSteps: number): Schedule {
  requireRates({ "peak of the rate": peak });
  requireSteps("warm-up steps", warmUpSteps);
  return (step) => {
    const fraction = div(add(step, 1), warmUpSteps);
    return mul(minimum(fraction, div(1, sqrt(fraction))), peak);
  };
}

/**
 * `rate`, multiplied by `factor` at each of the steps in `boundaries` (0-based: the step with that number is the first
 * to have the new rate).
 */
export function stepRate(rate: number, boundaries: readonly number[], factor: number): Schedule {
  requireRates({ "learning rate": rate, "factor of the rate": factor });
  for (const boundary of boundaries) requireSteps("boundary of the rate", boundary);
  return (step) =>
    boundaries.reduce<Value | number>(
      (current, boundary) => mul(current, where(less(step, boundary), 1, factor)),
      rate,
    );
}

function requireRates(rates: Readonly<Record<string, number>>): void {
  for (const [what, rate] of Object.entries(rates)) requireFromZero(what, rate);
}

/** @throws InputError unless `value` is a finite number from 0 up */
export function requireFromZero(what: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) throw invalid(what, value, "a finite number from 0 up");
}

function requireSteps(what: string, steps: number): void {
  if (!(Number.isInteger(steps) && steps >= 1)) throw invalid(what, steps, "an integer of at least 1");
}
