/** Traces of resolvents of a random covariance matrix, as d → ∞. */
export interface Resolvent {
  /** m(z) = lim (1/d) tr (C + z)⁻¹. */
  readonly value: number;
  /** −m′(z) = lim (1/d) tr (C + z)⁻². */
  readonly square: number;
}

/**
 * The resolvent at z > 0 of C = (1/M) Σ w wᵀ with M = κd standard normal vectors (Marchenko and Pastur 1967): the positive
 * root of (z/κ)m² + (z + 1 − 1/κ)m = 1, and its derivative. κ may be Infinity, where C = I.
 */
export function marchenkoPasturResolvent(z: number, kappa: number): Resolvent {
  const inverse = 1 / kappa;
  const b = z + 1 - inverse;
  const root = Math.sqrt(b * b + 4 * z * inverse);
  // Of the two ways to write the root, the one without cancellation.
  const value =
    b > 0 ? 2 / (b + root) : kappa === Number.POSITIVE_INFINITY ? 1 / (z + 1) : (root - b) / (2 * z * inverse);
  // Differentiate the quadratic: m² /κ + m + (2zm/κ + b) m′ = 0, and 2zm/κ + b is the root.
  return { value, square: (value * value * inverse + value) / root };
}
