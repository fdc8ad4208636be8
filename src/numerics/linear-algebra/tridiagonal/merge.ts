import { type Matrix, matrix } from "../matrix.js";
import type { LinearAlgebra } from "../provider.js";
import { secularRoot } from "./secular.js";
import type { RowEigen } from "./small.js";

/**
 * One eigenpair of the two halves on its way into the whole. `z` is its component along the change of rank one. Its
 * vector lies in row `left` of the first half's rows, in row `right` of the second's, or (after a rotation) in both.
 */
interface Pole {
  value: number;
  z: number;
  left: Float64Array | undefined;
  right: Float64Array | undefined;
}

/**
 * The eigenpairs of [T₁ 0; 0 T₂] + |b|·u·uᵀ from those of T₁ and T₂ (values ascending), where u has a 1 at the end of
 * the first part and the sign of b at the start of the second. Values ascending.
 */
export function mergeHalves(
  first: RowEigen,
  second: RowEigen,
  b: number,
  gemm: LinearAlgebra["gemm"],
): RowEigen | undefined {
  const [n1, n2] = [first.values.length, second.values.length];
  // |u|² = 2 goes into rho, so that z has length one.
  const poles = [
    ...polesOf(first, (row) => row[n1 - 1]! * Math.SQRT1_2, "left"),
    ...polesOf(second, (row) => row[0]! * Math.sign(b) * Math.SQRT1_2, "right"),
  ].sort((x, y) => x.value - y.value);
  const rho = 2 * Math.abs(b);
  const { kept, deflated } = deflate(poles, rho);
  const solved = solveSecular(kept, rho);
  if (solved === undefined) return undefined;
  const { leftRows, rightRows } = multiplyOut(kept, solved.weights, n1, n2, gemm);
  const pairs = [
    ...Array.from(solved.values, (value, j) => ({ value, left: rowOf(leftRows, j), right: rowOf(rightRows, j) })),
    ...deflated,
  ].sort((x, y) => x.value - y.value);
  const rows = matrix(n1 + n2, n1 + n2);
  pairs.forEach(({ left, right }, i) => {
    if (left) rows.data.set(left, i * (n1 + n2));
    if (right) rows.data.set(right, i * (n1 + n2) + n1);
  });
  return { values: Float64Array.from(pairs, ({ value }) => value), rows };
}

function polesOf(half: RowEigen, component: (row: Float64Array) => number, side: "left" | "right"): Pole[] {
  return Array.from(half.values, (value, i) => {
    const row = rowOf(half.rows, i);
    return { value, z: component(row), left: undefined, right: undefined, [side]: row };
  });
}

/**
 * Sets aside the poles that the change does not move: those with a negligible z, and of two nearly equal poles one, after
 * a rotation that turns its z to zero (LAPACK's dlaed2).
 */
function deflate(poles: Pole[], rho: number): { kept: Pole[]; deflated: Pole[] } {
  const largest = poles.reduce((max, { value, z }) => Math.max(max, Math.abs(value), Math.abs(z)), 0);
  const tolerance = 8 * Number.EPSILON * largest;
  const kept: Pole[] = [];
  const deflated: Pole[] = [];
  for (const pole of poles) {
    if (rho * Math.abs(pole.z) <= tolerance) {
      deflated.push(pole);
      continue;
    }
    const previous = kept.at(-1);
    if (previous !== undefined && mergeable(previous, pole, tolerance)) {
      kept.pop();
      deflated.push(rotateInto(previous, pole));
    }
    kept.push(pole);
  }
  return { kept, deflated };
}

function mergeable(previous: Pole, pole: Pole, tolerance: number): boolean {
  const length = Math.hypot(previous.z, pole.z);
  const mixed = (pole.value - previous.value) * (pole.z / length) * (previous.z / length);
  return Math.abs(mixed) <= tolerance;
}

/** Turns all of z of two poles onto the second; returns the first, which is then an eigenpair of the whole. */
function rotateInto(previous: Pole, pole: Pole): Pole {
  const length = Math.hypot(previous.z, pole.z);
  const [c, s] = [pole.z / length, -previous.z / length];
  const [low, high] = [previous.value, pole.value];
  previous.value = low * c * c + high * s * s;
  pole.value = low * s * s + high * c * c;
  pole.z = length;
  previous.z = 0;
  for (const side of ["left", "right"] as const) {
    const [x, y] = [previous[side], pole[side]];
    if (x === undefined && y === undefined) continue;
    previous[side] = combine(c, x, s, y);
    pole[side] = combine(-s, x, c, y);
  }
  return previous;
}

/** a·x + b·y, where a missing vector is zero (not both). */
function combine(a: number, x: Float64Array | undefined, b: number, y: Float64Array | undefined): Float64Array {
  if (x === undefined) return y!.map((value) => b * value);
  if (y === undefined) return x.map((value) => a * value);
  return x.map((value, k) => a * value + b * y[k]!);
}

/** The eigenvalues of diag(d) + rho·z·zᵀ, and its unit eigenvectors as rows. */
function solveSecular(poles: Pole[], rho: number): { values: Float64Array; weights: Matrix } | undefined {
  const k = poles.length;
  const d = Float64Array.from(poles, ({ value }) => value);
  const squares = Float64Array.from(poles, ({ z }) => z * z);
  const distance = (i: number, origin: number) => d[i]! - d[origin]!;
  const values = new Float64Array(k);
  // Row j first holds d_i − λ_j, then the vector.
  const weights = matrix(k, k);
  for (let j = 0; j < k; j++) {
    const root = secularRoot(j, squares, distance, rho, rowOf(weights, j));
    if (root === undefined) return undefined;
    values[j] = d[root.origin]! + root.offset;
  }
  const z = exactComponents(poles, d, weights);
  for (let j = 0; j < k; j++) {
    const row = rowOf(weights, j);
    let norm = 0;
    for (let i = 0; i < k; i++) {
      row[i] = z[i]! / row[i]!;
      norm += row[i]! ** 2;
    }
    norm = Math.sqrt(norm);
    for (let i = 0; i < k; i++) row[i]! /= norm;
  }
  return { values, weights };
}

/**
 * The z for which the computed roots are exact (Löwner's formula; Gu and Eisenstat 1995, eq. 3.3), up to a common
 * factor: with it the vectors are orthogonal to rounding however close the roots lie.
 */
function exactComponents(poles: Pole[], d: Float64Array, differences: Matrix): Float64Array {
  const k = d.length;
  const products = new Float64Array(k).fill(1);
  for (let j = 0; j < k; j++) {
    const row = rowOf(differences, j);
    for (let i = 0; i < k; i++) products[i]! *= i === j ? row[i]! : row[i]! / (d[i]! - d[j]!);
  }
  return products.map((product, i) => Math.sqrt(Math.abs(product)) * Math.sign(poles[i]!.z));
}

/** Weights times the vectors of the poles, for each half only with the poles that reach into it. */
function multiplyOut(poles: Pole[], weights: Matrix, n1: number, n2: number, gemm: LinearAlgebra["gemm"]) {
  const half = (side: "left" | "right", width: number): Matrix => {
    const indices = poles.flatMap((pole, i) => (pole[side] ? [i] : []));
    const vectors = matrix(indices.length, width);
    indices.forEach((i, row) => {
      vectors.data.set(poles[i]![side]!, row * width);
    });
    const selected = matrix(poles.length, indices.length);
    for (let j = 0, to = 0; j < poles.length; j++) {
      for (const i of indices) selected.data[to++] = weights.data[j * poles.length + i]!;
    }
    return gemm(selected, vectors);
  };
  return { leftRows: half("left", n1), rightRows: half("right", n2) };
}

function rowOf({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}
