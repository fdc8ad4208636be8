import type { Matrix } from "./matrix.js";

/** Steps allowed for one root; three to six are usual, and bisection alone would need fewer than this. */
const STEPS = 120;

/** f, the slopes of its two parts, and a bound of the rounding error in f, at one point. */
interface Evaluation {
  f: number;
  slopeLeft: number;
  slopeRight: number;
  error: number;
}

/**
 * Root j of the secular equation f(λ) = 1/rho + Σ_i z_i²/(d_i − λ) = 0: the one between d_j and d_{j+1}, or beyond the
 * last pole. The root is held as its distance from the nearer pole, so that `differences` receives every d_i − λ to
 * nearly full relative accuracy, on which the orthogonality of the eigenvectors rests. Both sides of f are fitted by a
 * simple pole and a constant ("the middle way" of Li, LAPACK working note 89), inside a shrinking bracket.
 *
 * @param squares z_i², positive
 * @param pole (i, o) ↦ d_i − d_o, increasing in i
 * @param rho positive
 * @param differences receives d_i − λ
 * @returns λ − d_o and the index o of the pole nearest to the root, or undefined where the iteration does not end
 */
export function secularRoot(
  j: number,
  squares: Float64Array,
  pole: (i: number, origin: number) => number,
  rho: number,
  differences: Float64Array,
): { offset: number; origin: number } | undefined {
  const n = squares.length;
  const last = j === n - 1;
  // The two poles that the fit keeps; beyond the last pole they are the last two.
  const left = last ? Math.max(0, j - 1) : j;
  const width = last ? rho * sum(squares) : pole(j + 1, j);
  for (let i = 0; i < n; i++) differences[i] = pole(i, j);
  const middle = evaluate(squares, differences, left, rho, width / 2);
  const origin = !last && middle.f < 0 ? j + 1 : j;
  if (origin !== j) for (let i = 0; i < n; i++) differences[i] = pole(i, origin);

  let [low, high] = bracket(last, origin !== j, middle.f, width);
  let offset = origin === j ? width / 2 : -width / 2;
  let at = middle;
  for (let step = 0; step < STEPS; step++) {
    const candidate = offset + fittedStep(at, differences, left, offset, last);
    const next = candidate > low && candidate < high ? candidate : low + (high - low) / 2;
    if (next === offset || next <= low || next >= high) break;
    offset = next;
    at = evaluate(squares, differences, left, rho, offset);
    if (Math.abs(at.f) <= Number.EPSILON * at.error) break;
    if (at.f < 0) low = offset;
    else high = offset;
    if (step === STEPS - 1) return undefined;
  }
  for (let i = 0; i < n; i++) differences[i]! -= offset;
  return { offset, origin };
}

/** The half of the interval that holds the root, seen from the pole at its end (or from the last pole). */
function bracket(last: boolean, fromRight: boolean, middle: number, width: number): [number, number] {
  if (fromRight) return [-width / 2, 0];
  return last && middle < 0 ? [width / 2, width * (1 + 8 * Number.EPSILON)] : [0, width / 2];
}

/**
 * f at `offset` from the origin. `poles` are seen from there; those up to index `left` make the left part. The error
 * bound is the running one of LAPACK's dlaed4.
 */
function evaluate(squares: Float64Array, poles: Float64Array, left: number, rho: number, offset: number): Evaluation {
  let [psi, slopeLeft, phi, slopeRight, error] = [0, 0, 0, 0, 0];
  for (let i = 0; i <= left; i++) {
    const inverse = 1 / (poles[i]! - offset);
    const term = squares[i]! * inverse;
    psi += term;
    slopeLeft += term * inverse;
    error += Math.abs(psi);
  }
  for (let i = squares.length - 1; i > left; i--) {
    const inverse = 1 / (poles[i]! - offset);
    const term = squares[i]! * inverse;
    phi += term;
    slopeRight += term * inverse;
    error += Math.abs(phi);
  }
  error += 8 * (Math.abs(psi) + Math.abs(phi)) + 1 / rho + Math.abs(offset) * (slopeLeft + slopeRight);
  return { f: 1 / rho + psi + phi, slopeLeft, slopeRight, error };
}

/** The step to the root of the fit c + s/(left pole − x) + S/(right pole − x). */
function fittedStep(at: Evaluation, poles: Float64Array, left: number, offset: number, last: boolean): number {
  const near = poles[left]! - offset;
  const far = left + 1 < poles.length ? poles[left + 1]! - offset : Number.NaN;
  // A single pole: f itself has the fitted form.
  if (Number.isNaN(far)) return (at.f * near) / (at.f - near * at.slopeLeft);
  const slope = at.slopeLeft + at.slopeRight;
  const c = at.f - near * at.slopeLeft - far * at.slopeRight;
  const a = (near + far) * at.f - near * far * slope;
  const b = near * far * at.f;
  const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
  if (last) return a >= 0 ? (a + root) / (2 * c) : (2 * b) / (a - root);
  return a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
}

/**
 * The z, up to the signs of the given ones, for which the computed roots are exact (Löwner's formula; Gu and Eisenstat
 * 1995, eq. 3.3), for rho = 1, otherwise up to a common factor. Eigenvectors made from it are orthogonal to rounding
 * however close the roots lie. Row j of `differences` holds every d_i − λ_j.
 */
export function exactComponents(
  z: Float64Array,
  pole: (i: number, origin: number) => number,
  differences: Matrix,
): Float64Array {
  const n = z.length;
  const products = new Float64Array(n).fill(1);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const difference = differences.data[j * n + i]!;
      products[i]! *= i === j ? difference : difference / pole(i, j);
    }
  }
  return products.map((product, i) => Math.sqrt(Math.abs(product)) * Math.sign(z[i]!));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
