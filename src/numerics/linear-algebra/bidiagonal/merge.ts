import { type Matrix, matrix } from "../matrix.js";
import type { LinearAlgebra } from "../provider.js";
import { combine, combineAll, hypotenuse, normalize, rowOf, type SplitVector, writeRow } from "../rows.js";
import { exactComponents, secularRoot } from "../secular.js";
import type { RowSingular } from "./direct.js";

/** A singular triple of the two halves on its way into the whole; z is its element of the row that joins them. */
interface Pole {
  readonly value: number;
  readonly z: number;
  readonly u: SplitVector;
  readonly v: SplitVector;
}

/**
 * The singular triples of B = [B₁; α at the end of B₁'s columns, β at the start of B₂'s; B₂] from those of B₁
 * (n₁ × (n₁ + 1)) and B₂ (n₂ × n₂ or n₂ × (n₂ + 1)). In their bases B is a row z above a diagonal matrix, whose singular
 * values solve a secular equation in σ². Undefined where an iteration does not converge.
 */
export function mergeHalves(
  first: RowSingular,
  second: RowSingular,
  alpha: number,
  beta: number,
  gemm: LinearAlgebra["gemm"],
): RowSingular | undefined {
  const [n1, n2] = [first.values.length, second.values.length];
  const { middle, null: nullVector } = middlePole(first, second, alpha, beta);
  const others = [...leftPoles(first, alpha), ...rightPoles(second, beta)].sort((x, y) => x.value - y.value);
  const { kept, deflated } = deflate(middle, others, Math.max(Math.abs(alpha), Math.abs(beta)));
  const solved = solveSecular(kept);
  if (solved === undefined) return undefined;
  // The joining row counts with the left half of u.
  const us = combineAll(
    solved.u,
    kept.map(({ u }) => u),
    [n1 + 1, n2],
    gemm,
  );
  const vs = combineAll(
    solved.v,
    kept.map(({ v }) => v),
    [n1 + 1, second.v.rows],
    gemm,
  );
  const triples = [...us.map((u, j) => ({ value: solved.values[j]!, u, v: vs[j]! })), ...deflated];
  const rows = { u: matrix(n1 + 1 + n2, n1 + 1 + n2), v: matrix(n1 + 1 + second.v.rows, n1 + 1 + second.v.rows) };
  triples.forEach(({ u, v }, i) => {
    writeRow(rows.u, i, n1 + 1, u);
    writeRow(rows.v, i, n1 + 1, v);
  });
  if (nullVector) writeRow(rows.v, triples.length, n1 + 1, nullVector);
  return { values: Float64Array.from(triples, ({ value }) => value), ...rows };
}

/**
 * The pole at zero: its u is the joining row, its v the null vector of B₁, or, where B₂ has one too, the combination of
 * both that the joining row sees. The other combination is the null vector of the whole.
 */
function middlePole(first: RowSingular, second: RowSingular, alpha: number, beta: number) {
  const n1 = first.values.length;
  const unit = new Float64Array(n1 + 1);
  unit[n1] = 1;
  const u = { left: unit, right: undefined };
  const firstNull: SplitVector = { left: rowOf(first.v, n1), right: undefined };
  const a = alpha * firstNull.left!.at(-1)!;
  if (second.v.rows === second.values.length) return { middle: { value: 0, z: a, u, v: firstNull }, null: undefined };
  const secondNull: SplitVector = { left: undefined, right: rowOf(second.v, second.values.length) };
  const b = beta * secondNull.right![0]!;
  const z = hypotenuse(a, b);
  const [c, s] = z === 0 ? [1, 0] : [a / z, b / z];
  const v = combine(c, firstNull, s, secondNull);
  return { middle: { value: 0, z, u, v }, null: combine(-s, firstNull, c, secondNull) };
}

function leftPoles({ values, u, v }: RowSingular, alpha: number): Pole[] {
  return Array.from(values, (value, i) => {
    const widened = new Float64Array(values.length + 1);
    widened.set(rowOf(u, i));
    const row = rowOf(v, i);
    const z = alpha * row.at(-1)!;
    return { value, z, u: { left: widened, right: undefined }, v: { left: row, right: undefined } };
  });
}

function rightPoles({ values, u, v }: RowSingular, beta: number): Pole[] {
  return Array.from(values, (value, i) => {
    const row = rowOf(v, i);
    const z = beta * row[0]!;
    return { value, z, u: { left: undefined, right: rowOf(u, i) }, v: { left: undefined, right: row } };
  });
}

/**
 * Sets aside the poles that the joining row does not move: those with a negligible z, and of two nearly equal poles one,
 * after a rotation that turns its z to zero. What is too small to tell from the pole at zero is moved off it (as
 * LAPACK's dlasd2 does); `others` ascend.
 */
function deflate(middle: Pole, others: Pole[], joining: number): { kept: Pole[]; deflated: Pole[] } {
  const tolerance = 64 * Number.EPSILON * Math.max(joining, others.at(-1)!.value);
  const kept: Pole[] = [];
  const deflated: Pole[] = [];
  for (const pole of others) {
    const previous = kept.at(-1);
    if (Math.abs(pole.z) <= tolerance) deflated.push(pole);
    else if (previous === undefined || pole.value - previous.value > tolerance) kept.push(pole);
    else {
      const [freed, joined] = rotateOnto(previous, pole);
      deflated.push(freed);
      kept[kept.length - 1] = joined;
    }
  }
  if (kept.length === 0) return { kept, deflated: [...deflated, alone(middle)] };
  kept[0] = { ...kept[0]!, value: Math.max(kept[0]!.value, tolerance / 2) };
  const z = Math.abs(middle.z) > tolerance ? middle.z : middle.z < 0 ? -tolerance : tolerance;
  return { kept: [{ ...middle, z }, ...kept], deflated };
}

/** The triple of a joining row with one element, whose value must not be negative. */
function alone(middle: Pole): Pole {
  return middle.z < 0
    ? { ...middle, value: -middle.z, v: combine(-1, middle.v, 0, middle.v) }
    : { ...middle, value: middle.z };
}

/** Turns two poles so that the second takes all of z; the first is then a triple of the whole. */
function rotateOnto(x: Pole, y: Pole): [Pole, Pole] {
  const z = hypotenuse(x.z, y.z);
  const [c, s] = [y.z / z, x.z / z];
  return [
    { value: x.value, z: 0, u: combine(c, x.u, -s, y.u), v: combine(c, x.v, -s, y.v) },
    { value: y.value, z, u: combine(s, x.u, c, y.u), v: combine(s, x.v, c, y.v) },
  ];
}

/** The singular values of a row z above diag(0, d₂, …), and its unit singular vectors as rows. */
function solveSecular(poles: Pole[]): { values: Float64Array; u: Matrix; v: Matrix } | undefined {
  const n = poles.length;
  const d = Float64Array.from(poles, ({ value }) => value);
  const squares = Float64Array.from(poles, ({ z }) => z * z);
  const distance = (i: number, origin: number) => (d[i]! - d[origin]!) * (d[i]! + d[origin]!);
  const values = new Float64Array(n);
  // Rows first hold d_i² − σ_j², then the vectors.
  const v = matrix(n, n);
  for (let j = 0; j < n; j++) {
    const root = secularRoot(j, squares, distance, 1, rowOf(v, j));
    if (root === undefined) return undefined;
    const from = d[root.origin]!;
    values[j] = from + root.offset / (from + Math.sqrt(from * from + root.offset));
  }
  const z = exactComponents(
    Float64Array.from(poles, (pole) => pole.z),
    distance,
    v,
  );
  const u = matrix(n, n, v.data.slice());
  for (let j = 0; j < n; j++) {
    normalize(rowOf(u, j), (difference, i) => (i === 0 ? -1 : (d[i]! * z[i]!) / difference));
    normalize(rowOf(v, j), (difference, i) => z[i]! / difference);
  }
  return { values, u, v };
}
