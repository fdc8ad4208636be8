import { featureSpectrum, taskMoment } from "./task-moments.js";

/** A point of the phase diagram of AMP (153); i.i.d. examples. */
export interface AmpPoint {
  readonly P: number;
  readonly D: number;
  readonly N: number;
  readonly lambda: number;
}

/** The variance fixed point of eq. (153) in closed form: two unknowns, one for each kind of spin. */
export interface AmpFixedPoint {
  /** V_i = Σ_{j≠i} J_ij² βv_j of the W11 spins. */
  readonly V11: number;
  /** The same of the W21 spins. */
  readonly V21: number;
  /** βv = 1/(λ_i − V_i) of the W11 spins. */
  readonly q11: number;
  readonly q21: number;
}

interface SelfCouplings {
  /** K[i][j]/P = Σ_{j≠i of kind} E J_ij², kinds W11 and W21. */
  readonly K: readonly [readonly [number, number], readonly [number, number]];
  readonly a1: number;
  readonly t2: number;
}

/**
 * P·Σ_j E J_ij² over the spins j ≠ i of either kind. As E s_i s_j = 0 for i ≠ j, E J_ij² = E[s_i² s_j²]/P, and with
 * Σ_d E[x̃_b² x̃_d²] = D + 2 the sums are moments of |u|² and τ.
 */
function selfCouplings({ D, N }: { D: number; N: number }): SelfCouplings {
  const uuuu = taskMoment({ D, N }, 2, 0);
  const uutt = taskMoment({ D, N }, 1, 2);
  const tttt = taskMoment({ D, N }, 0, 4);
  const single = (3 * uuuu) / (D * (D + 2));
  const K11 = (uuuu / D) * (D + 2) - 3 * single;
  return {
    K: [
      [K11, (uutt / D) * (D + 2)],
      [uutt * (D + 2), tttt * (D - 1)],
    ],
    ...featureSpectrum({ D, N }),
  };
}

/**
 * The smallest positive fixed point of the variances of AMP (153), averaged over data, or undefined where there is none.
 * The map is monotone, so iteration from V = 0 climbs to it, or past the pole where there is none.
 */
export function ampFixedPoint({ P, D, N, lambda }: AmpPoint): AmpFixedPoint | undefined {
  const { K, a1, t2 } = selfCouplings({ D, N });
  let V11 = 0;
  let V21 = 0;
  for (let iteration = 0; iteration < 1_000_000; iteration++) {
    const q11 = 1 / (lambda + a1 - V11);
    const q21 = 1 / (lambda + t2 - V21);
    if (!(q11 > 0 && q21 > 0)) return undefined;
    const next11 = (K[0][0] * q11 + K[0][1] * q21) / P;
    const next21 = (K[1][0] * q11 + K[1][1] * q21) / P;
    const settled = Math.abs(next11 - V11) <= 1e-15 * next11 && Math.abs(next21 - V21) <= 1e-15 * next21;
    V11 = next11;
    V21 = next21;
    if (settled) return { V11, V21, q11, q21 };
  }
  return undefined;
}

/**
 * P_c, the smallest number of tasks (a real number) at which the variances of AMP (153) have a positive fixed point: below
 * it the equation cannot converge, whatever its start or damping. About 4–7 D² as λ → 0.
 */
export function ampThreshold({ D, N, lambda }: Omit<AmpPoint, "P">): number {
  const exists = (P: number) => ampFixedPoint({ P, D, N, lambda }) !== undefined;
  let low = 0;
  let high = 1;
  while (!exists(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1e-6 * high) {
    const middle = (low + high) / 2;
    if (exists(middle)) high = middle;
    else low = middle;
  }
  return high;
}
