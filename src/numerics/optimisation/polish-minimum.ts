import { type Box, clampInto, type Descent, freeParameters, type Smooth } from "./minimize-within.js";
import { solveWithin } from "./small-cholesky.js";

/** Steps at most: from a decrement of 1e-15, Newton's method is at its rounding after one or two. */
const MOST_STEPS = 6;
/** How much the decrement must fall to go on: near a minimum it falls by many orders, in rounding not at all. */
const LEAST_FALL = 1 / 16;
/** How much the value may seem to rise: the rounding of a sum. */
const ROUNDING = 1e-12;
/** Decrement, relative to the value, of a point that is sharp: a step would move it by 1e-12 of the standard errors. */
const SHARP = 1e-24;
/** Decrement from which one step of Newton's method is at its rounding, as each squares it. */
const LAST = 1e-14;

/**
 * A minimum as sharp as its gradient can tell, from one found by {@link minimizeWithin}. Values cannot tell points apart
 * that are nearer than √ε; so undamped Newton steps are taken without asking them, as long as each makes the decrement
 * gᵀH⁻¹g fall by a multiple. It stays as it was where the Hessian is not definite, or the value rises beyond rounding.
 */
export function polishMinimum(objective: Smooth, found: Descent, box: Box): Descent {
  const p = found.u.length;
  const step = new Float64Array(p);
  let best = found;
  let u = found.u;
  let least = Infinity;
  for (let k = 0; k < MOST_STEPS; k++) {
    const { value, gradient, hessian } = objective.expand(u, true);
    const free = freeParameters(u, gradient, box);
    if (!(value <= found.value + ROUNDING * Math.abs(found.value))) return best;
    if (!solveWithin(hessian, p, free, gradient, step)) return best;
    const decrement = free.reduce((sum, j) => sum + gradient[j]! * step[j]!, 0);
    if (!(decrement < least)) return best;
    best = { ...best, u, value };
    const size = Math.abs(value);
    if (!(decrement > SHARP * size && decrement <= LEAST_FALL * least)) return best;
    least = decrement;
    u = u.slice();
    for (const j of free) u[j]! -= step[j]!;
    clampInto(u, box);
    if (decrement <= LAST * size) {
      const last = objective.value(u);
      return last <= found.value + ROUNDING * Math.abs(found.value) ? { ...best, u, value: last } : best;
    }
  }
  return best;
}
