import { type Matrix, matrix } from "../matrix.js";
import type { LinearAlgebra } from "../provider.js";
import { combine, combineAll, hypotenuse, normalize, rowOf, type SplitVector, writeRow } from "../rows.js";
import { exactComponents, secularRoot } from "../secular.js";
import type { RowEigen } from "./direct.js";

/** An eigenpair of the two halves on its way into the whole; z is its component along the change of rank one. */
interface Pole {
  readonly value: number;
  readonly z: number;
  readonly vector: SplitVector;
}

/**
 * The eigenpairs of [T₁ 0; 0 T₂] + |b|·u·uᵀ from those of T₁ and T₂ (values ascending), where u has a 1 at the end of
 * the first part and the sign of b at the start of the second. Values ascending; undefined where an iteration does not
 * converge.
 */
export function mergeHalves(
  first: RowEigen,
  second: RowEigen,
  b: number,
  gemm: LinearAlgebra["gemm"],
): RowEigen | undefined {
  const widths = [first.values.length, second.values.length] as const;
  const n = widths[0] + widths[1];
  // |u|² = 2 goes into rho, so that z has length one.
  const rho = 2 * Math.abs(b);
  const poles = [
    ...polesOf(first, (row) => ({ z: row.at(-1)! * Math.SQRT1_2, vector: { left: row, right: undefined } })),
    ...polesOf(second, (row) => ({
      z: row[0]! * Math.sign(b) * Math.SQRT1_2,
      vector: { left: undefined, right: row },
    })),
  ].sort((x, y) => x.value - y.value);
  const { kept, deflated } = deflate(poles, rho);
  const solved = solveSecular(kept, rho);
  if (solved === undefined) return undefined;
  const vectors = combineAll(
    solved.weights,
    kept.map(({ vector }) => vector),
    widths,
    gemm,
  );
  const pairs = [...vectors.map((vector, j) => ({ value: solved.values[j]!, vector })), ...deflated];
  pairs.sort((x, y) => x.value - y.value);
  const rows = matrix(n, n);
  pairs.forEach(({ vector }, i) => {
    writeRow(rows, i, widths[0], vector);
  });
  return { values: Float64Array.from(pairs, ({ value }) => value), rows };
}

function polesOf(half: RowEigen, at: (row: Float64Array) => Omit<Pole, "value">): Pole[] {
  return Array.from(half.values, (value, i) => ({ value, ...at(rowOf(half.rows, i)) }));
}

/**
 * Sets aside the poles that the change does not move: those with a negligible z, and of two nearly equal poles one, after
 * a rotation that turns its z to zero (as LAPACK's dlaed2 does).
 */
function deflate(poles: Pole[], rho: number): { kept: Pole[]; deflated: Pole[] } {
  const largest = poles.reduce((max, { value, z }) => Math.max(max, Math.abs(value), Math.abs(z)), 0);
  const tolerance = 8 * Number.EPSILON * largest;
  const kept: Pole[] = [];
  const deflated: Pole[] = [];
  for (const pole of poles) {
    const previous = kept.at(-1);
    if (rho * Math.abs(pole.z) <= tolerance) deflated.push(pole);
    else if (previous === undefined || !nearlyEqual(previous, pole, tolerance)) kept.push(pole);
    else {
      const [freed, joined] = rotateOnto(previous, pole);
      deflated.push(freed);
      kept[kept.length - 1] = joined;
    }
  }
  return { kept, deflated };
}

function nearlyEqual(x: Pole, y: Pole, tolerance: number): boolean {
  const length = hypotenuse(x.z, y.z);
  return Math.abs((y.value - x.value) * (y.z / length) * (x.z / length)) <= tolerance;
}

/** Turns two poles so that the second takes all of z; the first is then an eigenpair of the whole. */
function rotateOnto(x: Pole, y: Pole): [Pole, Pole] {
  const length = hypotenuse(x.z, y.z);
  const [c, s] = [y.z / length, x.z / length];
  return [
    { value: x.value * c * c + y.value * s * s, z: 0, vector: combine(c, x.vector, -s, y.vector) },
    { value: x.value * s * s + y.value * c * c, z: length, vector: combine(s, x.vector, c, y.vector) },
  ];
}

/** The eigenvalues of diag(d) + rho·z·zᵀ, and its unit eigenvectors as rows. */
function solveSecular(poles: Pole[], rho: number): { values: Float64Array; weights: Matrix } | undefined {
  const n = poles.length;
  const d = Float64Array.from(poles, ({ value }) => value);
  const squares = Float64Array.from(poles, ({ z }) => z * z);
  const distance = (i: number, origin: number) => d[i]! - d[origin]!;
  const values = new Float64Array(n);
  // Row j first holds d_i − λ_j, then the vector.
  const weights = matrix(n, n);
  for (let j = 0; j < n; j++) {
    const root = secularRoot(j, squares, distance, rho, rowOf(weights, j));
    if (root === undefined) return undefined;
    values[j] = d[root.origin]! + root.offset;
  }
  const z = exactComponents(
    Float64Array.from(poles, (pole) => pole.z),
    distance,
    weights,
  );
  for (let j = 0; j < n; j++) normalize(rowOf(weights, j), (difference, i) => z[i]! / difference);
  return { values, weights };
}
