import { identity, type Matrix } from "../matrix.js";
import { hypotenuse, rotateRows } from "../rows.js";

/** Steps allowed for one eigenvalue; two or three are usual. */
const STEPS = 60;

/** Eigenvalues, in no order, and unit eigenvectors as the rows of `rows`. */
export interface RowEigen {
  readonly values: Float64Array;
  readonly rows: Matrix;
}

/**
 * Eigenvalues and eigenvectors of a small symmetric tridiagonal matrix with diagonal `d` (n) and off-diagonal `e`
 * (n − 1), or undefined where the iteration does not converge: the implicit QL iteration with Wilkinson's shift
 * (Parlett, "The Symmetric Eigenvalue Problem", §8.13). n³ work; larger matrices are divided.
 */
export function directTridiagonalEigen(d: Float64Array, e: Float64Array): RowEigen | undefined {
  const n = d.length;
  const values = d.slice();
  const off = new Float64Array(n);
  off.set(e);
  const rows = identity(n);
  for (let first = 0; first < n; first++) {
    for (let step = 0; ; step++) {
      const last = blockEnd(values, off, first);
      if (last === first) break;
      if (step === STEPS) return undefined;
      iterate(values, off, first, last, rows);
    }
  }
  return { values, rows };
}

/** The last row of the block that starts at `first` and in which no off-diagonal element is negligible. */
function blockEnd(d: Float64Array, e: Float64Array, first: number): number {
  let last = first;
  while (last < d.length - 1) {
    if (Math.abs(e[last]!) <= Number.EPSILON * (Math.abs(d[last]!) + Math.abs(d[last + 1]!))) break;
    last++;
  }
  return last;
}

/** One QL step on rows first … last; its rotations are applied to the eigenvectors. */
function iterate(d: Float64Array, e: Float64Array, first: number, last: number, rows: Matrix): void {
  const half = (d[first + 1]! - d[first]!) / (2 * e[first]!);
  const shift = d[first]! - e[first]! / (half + (half < 0 ? -1 : 1) * hypotenuse(half, 1));
  let g = d[last]! - shift;
  let [s, c, p] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const f = s * e[i]!;
    const b = c * e[i]!;
    const r = hypotenuse(f, g);
    e[i + 1] = r;
    if (r === 0) {
      // The bulge vanished: the block has split above here.
      d[i + 1]! -= p;
      e[last] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    rotateRows(rows, i, i + 1, c, s);
  }
  d[first]! -= p;
  e[first] = g;
  e[last] = 0;
}
