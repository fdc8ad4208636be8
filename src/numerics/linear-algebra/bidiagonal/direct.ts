import { identity, type Matrix } from "../matrix.js";
import { hypotenuse, rotateRows, rowOf } from "../rows.js";

/** Steps allowed for one singular value; two or three are usual. */
const STEPS = 80;

/**
 * B = Σ_j values_j·u_j·v_jᵀ for an n × n or n × (n + 1) matrix: u_j is row j of `u` (n × n), v_j row j of `v`, whose last
 * row, where there is one more, spans the null space.
 */
export interface RowSingular {
  readonly values: Float64Array;
  readonly u: Matrix;
  readonly v: Matrix;
}

/**
 * The singular value decomposition of a small upper bidiagonal matrix with diagonal `d` (n) and superdiagonal `e`: n − 1
 * elements, or n where the matrix has a column more than rows. Values are in no order; undefined where the iteration
 * does not converge. Golub and Kahan's implicit QR iteration, with a zero shift where the shift would not matter (Demmel
 * and Kahan 1990). n³ work; larger matrices are divided.
 */
export function directBidiagonalSvd(d: Float64Array, e: Float64Array): RowSingular | undefined {
  const n = d.length;
  const values = d.slice();
  const off = new Float64Array(n);
  off.set(e);
  const [u, v] = [identity(n), identity(Math.max(n, e.length + 1))];
  if (e.length === n && n > 0) absorbLastColumn(values, off, v);
  for (let last = n - 1; last > 0; last--) {
    for (let step = 0; ; step++) {
      const first = blockStart(values, off, last);
      if (first === last) break;
      if (step === STEPS) return undefined;
      iterate(values, off, first, last, u, v);
    }
  }
  for (let i = 0; i < n; i++) {
    if (values[i]! >= 0) continue;
    values[i] = -values[i]!;
    const row = rowOf(v, i);
    row.forEach((value, k) => {
      row[k] = -value;
    });
  }
  return { values, u, v };
}

/** Turns the element right of the square into the diagonal by rotations of columns, from the bottom up. */
function absorbLastColumn(d: Float64Array, e: Float64Array, v: Matrix): void {
  const n = d.length;
  let beyond = e[n - 1]!;
  e[n - 1] = 0;
  for (let i = n - 1; i >= 0 && beyond !== 0; i--) {
    const r = hypotenuse(d[i]!, beyond);
    const [c, s] = [d[i]! / r, beyond / r];
    d[i] = r;
    rotateRows(v, i, n, c, -s);
    if (i === 0) break;
    beyond = -s * e[i - 1]!;
    e[i - 1]! *= c;
  }
}

/** The first row of the block that ends at `last` and in which no superdiagonal element is negligible. */
function blockStart(d: Float64Array, e: Float64Array, last: number): number {
  let largest = 0;
  for (let i = 0; i <= last; i++) largest = Math.max(largest, Math.abs(d[i]!), Math.abs(e[i]!));
  let first = last;
  while (first > 0 && Math.abs(e[first - 1]!) > Number.EPSILON * largest) first--;
  if (first > 0) e[first - 1] = 0;
  return first;
}

/** One QR step on rows first … last: the bulge is chased down, by rotations of columns and rows in turn. */
function iterate(d: Float64Array, e: Float64Array, first: number, last: number, u: Matrix, v: Matrix): void {
  let [f, g] = [firstElement(d, e, first, last), e[first]!];
  for (let i = first; i < last; i++) {
    let [c, s, r] = rotation(f, g);
    if (i > first) e[i - 1] = r;
    f = c * d[i]! + s * e[i]!;
    e[i] = c * e[i]! - s * d[i]!;
    g = s * d[i + 1]!;
    d[i + 1]! *= c;
    rotateRows(v, i, i + 1, c, -s);
    [c, s, r] = rotation(f, g);
    d[i] = r;
    f = c * e[i]! + s * d[i + 1]!;
    d[i + 1] = c * d[i + 1]! - s * e[i]!;
    g = s * e[i + 1]!;
    if (i + 1 < last) e[i + 1]! *= c;
    rotateRows(u, i, i + 1, c, -s);
  }
  e[last - 1] = f;
}

/** What the first rotation acts on, shifted by the smaller singular value of the last two rows unless that is nothing. */
function firstElement(d: Float64Array, e: Float64Array, first: number, last: number): number {
  const [a, b, c] = [Math.abs(d[last - 1]!), e[last - 1]!, Math.abs(d[last]!)];
  const largestTwice = hypotenuse(a + c, b) + hypotenuse(a - c, b);
  const shift = largestTwice === 0 ? 0 : (2 * a * c) / largestTwice;
  const start = d[first]!;
  // A zero diagonal entry is a singular value of 0, which a step without shift brings to the end.
  if (start === 0 || shift === 0 || (shift / start) ** 2 < Number.EPSILON) return start;
  return (Math.abs(start) - shift) * (Math.sign(start) + shift / start);
}

/** c, s and r with c·f + s·g = r and c·g − s·f = 0. */
function rotation(f: number, g: number): [number, number, number] {
  const r = hypotenuse(f, g);
  return r === 0 ? [1, 0, 0] : [f / r, g / r, r];
}
