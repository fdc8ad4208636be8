/**
 * The Cholesky factor L of a Gram matrix K + noise·I that grows by one example at a time: O(k²) for the k-th. An example
 * that those before it determine to rounding (possible without noise only) is passed over, so that a singular Gram matrix
 * is factored as far as its rank.
 */
export class GrowingCholesky {
  /** Rows of L, each of its own length; only of examples that were kept. */
  private readonly rows: Float64Array[] = [];
  /** The indices of the examples kept, in order. */
  readonly kept: number[] = [];

  /** L⁻¹k for the covariances of a new point with the examples kept. */
  forward(covariances: ArrayLike<number>): Float64Array {
    const m = this.rows.length;
    const l = new Float64Array(m);
    for (let i = 0; i < m; i++) {
      const row = this.rows[i]!;
      let sum = covariances[i]!;
      for (let j = 0; j < i; j++) sum -= row[j]! * l[j]!;
      l[i] = sum / row[i]!;
    }
    return l;
  }

  /** Variance of a new point of total variance `variance` given the examples kept; `l` from {@link forward}. */
  static remainder(l: Float64Array, variance: number): number {
    let rest = variance;
    for (const value of l) rest -= value * value;
    return rest;
  }

  /**
   * Appends example `index`, of total variance (noise included) `variance`. Returns the new diagonal entry of L, or
   * undefined where the example is passed over.
   */
  append(index: number, l: Float64Array, variance: number): number | undefined {
    const rest = GrowingCholesky.remainder(l, variance);
    if (!(rest > variance * 1e-12)) return undefined;
    const row = new Float64Array(l.length + 1);
    row.set(l);
    row[l.length] = Math.sqrt(rest);
    this.rows.push(row);
    this.kept.push(index);
    return row[l.length]!;
  }
}
