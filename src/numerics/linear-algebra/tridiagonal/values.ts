import { scaleDiagonals } from "../scaling.js";

/** Steps allowed for one eigenvalue; three are usual. */
const STEPS = 60;

/**
 * The eigenvalues, ascending, of the symmetric tridiagonal matrix with diagonal `d` (n) and off-diagonal `e` (n − 1), or
 * undefined where the iteration does not converge. Pal, Walker and Kahan's QL iteration, which has no square root in its
 * inner loop (Parlett, "The Symmetric Eigenvalue Problem", §8.14–15). Errors are of the order of ε‖T‖.
 */
export function tridiagonalValues(d: Float64Array, e: Float64Array): Float64Array | undefined {
  const scaled = scaleDiagonals(d, e);
  const values = scaled.d;
  const squares = new Float64Array(d.length);
  for (let i = 0; i < e.length; i++) squares[i] = scaled.e[i]! ** 2;
  for (let first = 0; first < values.length; first++) {
    for (let step = 0; ; step++) {
      const last = blockEnd(values, squares, first);
      if (last === first) break;
      if (step === STEPS) return undefined;
      iterate(values, squares, first, last);
    }
  }
  return values.sort().map((value) => value / scaled.scale);
}

/** The last row of the block that starts at `first` and in which no off-diagonal element is negligible. */
function blockEnd(d: Float64Array, squares: Float64Array, first: number): number {
  let last = first;
  while (last < d.length - 1) {
    const negligible = Number.EPSILON * (Math.abs(d[last]!) + Math.abs(d[last + 1]!));
    if (squares[last]! <= negligible * negligible) break;
    last++;
  }
  return last;
}

/** One QL step on rows first … last, shifted by Wilkinson's eigenvalue of the first two rows. */
function iterate(d: Float64Array, squares: Float64Array, first: number, last: number): void {
  const root = Math.sqrt(squares[first]!);
  const half = (d[first + 1]! - d[first]!) / (2 * root);
  const shift = d[first]! - root / (half + (half < 0 ? -1 : 1) * Math.sqrt(half * half + 1));
  let c = 1;
  let s = 0;
  let gamma = d[last]! - shift;
  let p = gamma * gamma;
  for (let i = last - 1; i >= first; i--) {
    const square = squares[i]!;
    const r = p + square;
    if (i !== last - 1) squares[i + 1] = s * r;
    const previousC = c;
    const previousGamma = gamma;
    // 1/c, by a quotient that does not wait for c; infinite where c is nothing.
    const inverseC = r / p;
    c = p / r;
    s = square / r;
    gamma = c * (d[i]! - shift) - s * previousGamma;
    d[i + 1] = previousGamma + (d[i]! - gamma);
    p = inverseC === Number.POSITIVE_INFINITY ? previousC * square : gamma * gamma * inverseC;
  }
  squares[first] = s * p;
  d[first] = shift + gamma;
}
