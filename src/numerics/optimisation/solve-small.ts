/**
 * x with A x = b for a small dense matrix of rows, by elimination with partial pivoting; null where A is singular to
 * rounding: where a pivot is lost in the rounding of its column. Large systems belong to the linear-algebra room.
 */
export function solveSmall(a: readonly ArrayLike<number>[], b: ArrayLike<number>): Float64Array | null {
  const n = b.length;
  const rows = a.map((row, i) => Float64Array.from([...Array.from(row), b[i]!]));
  const sizes = Array.from({ length: n }, (_, j) => Math.max(...rows.map((row) => Math.abs(row[j]!))));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const top = rows[k]!;
    if (!(Math.abs(top[k]!) > n * Number.EPSILON * sizes[k]!)) return null;
    for (let i = k + 1; i < n; i++) {
      const row = rows[i]!;
      const factor = row[k]! / top[k]!;
      for (let j = k; j <= n; j++) row[j]! -= factor * top[j]!;
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) rest -= rows[i]![j]! * x[j]!;
    x[i] = rest / rows[i]![i]!;
  }
  return x;
}
