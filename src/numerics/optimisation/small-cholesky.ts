/**
 * Solves A x = b for the rows and columns in `free` of a small symmetric p × p matrix, by Cholesky's factorisation;
 * the other components of `x` are left alone. False where A is not positive definite there.
 */
export function solveWithin(
  a: Float64Array,
  p: number,
  free: readonly number[],
  b: Float64Array,
  x: Float64Array,
  work = new Float64Array(p * p),
): boolean {
  const m = free.length;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[free[i]! * p + free[j]!]!;
      for (let k = 0; k < j; k++) sum -= work[i * p + k]! * work[j * p + k]!;
      if (i > j) work[i * p + j] = sum / work[j * p + j]!;
      // A pivot lost in the rounding of its diagonal is no pivot.
      else if (sum > 1e-14 * Math.abs(a[free[i]! * p + free[i]!]!)) work[i * p + i] = Math.sqrt(sum);
      else return false;
    }
  }
  for (let i = 0; i < m; i++) {
    let sum = b[free[i]!]!;
    for (let k = 0; k < i; k++) sum -= work[i * p + k]! * x[free[k]!]!;
    x[free[i]!] = sum / work[i * p + i]!;
  }
  for (let i = m - 1; i >= 0; i--) {
    let sum = x[free[i]!]!;
    for (let k = i + 1; k < m; k++) sum -= work[k * p + i]! * x[free[k]!]!;
    x[free[i]!] = sum / work[i * p + i]!;
  }
  return true;
}
