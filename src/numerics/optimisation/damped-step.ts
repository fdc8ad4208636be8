import { applyTransposedQ, factoriseQr, norm, type Qr, solveFromQr, solveTransposedR } from "./qr.js";

/** A step of least ‖J s + r‖ within a trust region ‖s‖ ≤ Δ. */
export interface DampedStep {
  readonly step: Float64Array;
  /** The Lagrange multiplier λ of the trust region; 0 for a Gauss–Newton step. */
  readonly damping: number;
}

/**
 * The step within the trust region, from the QR factorisation of J and c = Qᵀ r, to a tenth of the radius: the damping
 * λ of (JᵀJ + λI) s = −Jᵀr by Newton's method on the secular equation, each λ by QR of R over √λ I.
 *
 * Source: Moré, The Levenberg–Marquardt algorithm: implementation and theory (1978), section 5.
 */
export function dampedStep(qr: Qr, c: Float64Array, radius: number): DampedStep {
  const newton = solveFromQr(qr, c).map((value) => -value);
  const excess = norm(newton) - radius;
  if (excess <= 0.1 * radius) return { step: newton, damping: 0 };

  let low = qr.rank === qr.columns ? excess / curvature(qr, newton) / (excess + radius) : 0;
  let high = gradientNorm(qr, c) / radius;
  let damping = 0;
  for (let iteration = 0; ; iteration++) {
    if (!(damping > low && damping < high)) damping = Math.max(1e-3 * high, Math.sqrt(low * high));
    const factor = factoriseDamped(qr, damping);
    const right = new Float64Array(factor.rows);
    right.set(c.subarray(0, qr.rank));
    applyTransposedQ(factor, right);
    const step = solveFromQr(factor, right).map((value) => -value);
    const beyond = norm(step) - radius;
    if (Math.abs(beyond) <= 0.1 * radius || iteration === 12) return { step, damping };
    if (beyond > 0) low = damping;
    else high = damping;
    damping += beyond / curvature(factor, step) / radius;
  }
}

/** −φ′ / ‖s‖ of φ(λ) = ‖s(λ)‖: ‖R⁻ᵀ s‖² / ‖s‖². */
function curvature(qr: Qr, step: Float64Array): number {
  return (norm(solveTransposedR(qr, step)) / norm(step)) ** 2;
}

/** ‖Jᵀ r‖. */
function gradientNorm({ rows, columns, data, rank }: Qr, c: Float64Array): number {
  const gradient = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    for (let i = 0; i <= k && i < rank; i++) gradient[k]! += data[k * rows + i]! * c[i]!;
  }
  return norm(gradient);
}

/** The factorisation of R over √λ I, with columns in J's order. */
function factoriseDamped({ rows, columns, data, order, rank }: Qr, damping: number): Qr {
  const stacked = new Float64Array(columns * (rank + columns));
  for (let k = 0; k < columns; k++) {
    const start = order[k]! * (rank + columns);
    for (let i = 0; i <= k && i < rank; i++) stacked[start + i] = data[k * rows + i]!;
    stacked[start + rank + k] = Math.sqrt(damping);
  }
  return factoriseQr(stacked, rank + columns, columns);
}
