import { expect, it } from "vitest";
import { frobeniusNorm, identity, type Matrix, matrix, trace } from "../../src/numerics/linear-algebra/matrix.js";
import type { LinearAlgebra, SymmetricEigen } from "../../src/numerics/linear-algebra/provider.js";
import { diagonal, epsilon, randomMatrix, randomSymmetric, scaleColumns, sizes, subtract } from "./matrices.js";
import { fastest, forEachProvider, fullSize, PATIENT } from "./providers.js";

/** A matrix with the given eigenvalues, in a random basis. */
function withSpectrum(values: number[]): Matrix {
  const { vectors } = fastest.eigh(randomSymmetric(values.length, 11));
  const a = fastest.gemm(scaleColumns(vectors, Float64Array.from(values)), vectors, { transposeB: true });
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < i; j++) a.data[j * a.rows + i] = a.data[i * a.rows + j]!;
  }
  return a;
}

function tridiagonal(n: number, d: (i: number) => number, e: (i: number) => number): Matrix {
  const a = diagonal(Array.from({ length: n }, (_, i) => d(i)));
  for (let i = 0; i + 1 < n; i++) a.data[i * n + i + 1] = a.data[(i + 1) * n + i] = e(i);
  return a;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Matrices on which eigensolvers have failed: each with a reason. */
const hard: [string, Matrix][] = [
  ["zero", matrix(150, 150)],
  ["the identity", identity(150)],
  ["a diagonal out of order", diagonal(range(150).map((i) => (i * 67) % 150))],
  ["repeated eigenvalues", withSpectrum(range(200).map((i) => Math.floor(i / 40)))],
  ["a tight cluster", withSpectrum(range(150).map((i) => 1 + i * 1e-15))],
  ["rank 3 of 200", withSpectrum(range(200).map((i) => (i < 3 ? i + 1 : 0)))],
  ["eigenvalues from 1 to 1e-30", withSpectrum(range(120).map((i) => 10 ** (-i / 4)))],
  [
    "Wilkinson's pairs that agree to rounding",
    tridiagonal(
      201,
      (i) => Math.abs(i - 100),
      () => 1,
    ),
  ],
  [
    "blocks glued by a tiny element",
    tridiagonal(
      190,
      (i) => i % 19,
      (i) => (i % 19 === 18 ? 1e-14 : 1),
    ),
  ],
  [
    "a zero diagonal",
    tridiagonal(
      129,
      () => 0,
      () => 1,
    ),
  ],
  [
    "couplings of both signs",
    tridiagonal(
      131,
      () => 2,
      (i) => (i % 2 ? -1 : 1),
    ),
  ],
  ["an arrow", withArrow(140)],
  ["elements near the largest number", withFactor(randomSymmetric(90), 1e300)],
  ["elements near the smallest number", withFactor(randomSymmetric(90), 1e-300)],
  ["one huge element", withCorner(randomSymmetric(90), 1e200)],
  ["elements of very different size", gradedSymmetric(100)],
];

function withFactor(a: Matrix, factor: number): Matrix {
  return matrix(
    a.rows,
    a.columns,
    a.data.map((value) => value * factor),
  );
}

function withCorner(a: Matrix, value: number): Matrix {
  a.data[0] = value;
  return a;
}

function withArrow(n: number): Matrix {
  const a = diagonal(range(n).map((i) => i / n));
  for (let i = 0; i < n; i++) a.data[i] = a.data[i * n] = 1;
  return a;
}

/** a_ij·10^−(i + j): the couplings of the reduced matrix fall below the square root of the smallest number. */
function gradedSymmetric(n: number): Matrix {
  const a = randomSymmetric(n);
  return matrix(
    n,
    n,
    a.data.map((value, q) => value * 10 ** -(2 * (Math.floor(q / n) + (q % n)))),
  );
}

/** Residual ‖AV − VΛ‖ and loss of orthogonality ‖VᵀV − I‖ in units of nε (of ‖A‖), and the order of the values. */
function expectEigen(a: Matrix, { values, vectors }: SymmetricEigen, algebra: LinearAlgebra): void {
  const n = a.rows;
  expect(values.every((value, i) => i === 0 || value >= values[i - 1]!)).toBe(true);
  // The largest element is taken out first, so that norms of extreme matrices do not overflow.
  const largest = a.data.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  const scaled = withFactor(a, 1 / largest);
  const product = scaleColumns(
    vectors,
    values.map((value) => value / largest),
  );
  const residual = frobeniusNorm(subtract(algebra.gemm(scaled, vectors), product));
  expect(residual).toBeLessThanOrEqual(2 * n * epsilon * frobeniusNorm(scaled));
  expect(frobeniusNorm(subtract(algebra.syrk(vectors), identity(n)))).toBeLessThan(2 * n * epsilon * Math.sqrt(n));
}

const random = new Map(sizes.map((n) => [n, randomSymmetric(n)]));
const large = randomSymmetric(2000);

forEachProvider("eigh", (algebra) => {
  it.each([...random])("has small residuals and orthogonal vectors at order %i", (_n, a) => {
    expectEigen(a, algebra.eigh(a), algebra);
  });

  it.each(hard)("has small residuals and orthogonal vectors for %s", (_name, a) => {
    expectEigen(a, algebra.eigh(a), algebra);
  });

  it("reads the lower triangle only", () => {
    const a = randomSymmetric(70);
    const spoiled = matrix(70, 70, a.data.slice());
    for (let i = 0; i < 70; i++) spoiled.data.fill(9, i * 70 + i + 1, (i + 1) * 70);
    expect(algebra.eigh(spoiled)).toEqual(algebra.eigh(a));
    expect(algebra.eigenvalues(spoiled)).toEqual(algebra.eigenvalues(a));
  });

  it("takes a matrix of order 0", () => {
    expect(algebra.eigh(matrix(0, 0))).toEqual({ values: new Float64Array(0), vectors: matrix(0, 0) });
    expect(algebra.eigenvalues(matrix(0, 0))).toHaveLength(0);
  });

  it.runIf(fullSize(algebra))("has small residuals and orthogonal vectors at order 2000", { timeout: PATIENT }, () => {
    const eigen = algebra.eigh(large);
    expectEigen(large, eigen, fastest);
    expectSpectrum(large, eigen.values);
    const alone = algebra.eigenvalues(large);
    const difference = Math.max(...alone.map((value, i) => Math.abs(value - eigen.values[i]!)));
    expect(difference).toBeLessThan(2000 * epsilon * Math.abs(eigen.values[0]!));
  });
});

/** Σλ = trace and Σλ² = ‖A‖², which hold for no wrong spectrum. */
function expectSpectrum(a: Matrix, values: Float64Array): void {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  const norm = frobeniusNorm(a);
  expect(Math.abs(sum - trace(a))).toBeLessThan(4 * a.rows * epsilon * norm);
  expect(Math.abs(squares - norm * norm)).toBeLessThan(4 * a.rows * epsilon * norm * norm);
}

forEachProvider("eigenvalues", (algebra) => {
  it.each([...random])("sum to the trace and to the norm, and are those of eigh, at order %i", (n, a) => {
    const values = algebra.eigenvalues(a);
    expectSpectrum(a, values);
    const difference = algebra.eigh(a).values.map((value, i) => Math.abs(value - values[i]!));
    expect(Math.max(...difference)).toBeLessThan(2 * n * epsilon * frobeniusNorm(a));
  });

  it.each(hard)("are those of eigh for %s", (_name, a) => {
    const values = algebra.eigenvalues(a);
    const { values: others } = algebra.eigh(a);
    const largest = Math.max(...others.map(Math.abs));
    const difference = Math.max(...others.map((value, i) => Math.abs(value - values[i]!)));
    expect(difference).toBeLessThanOrEqual(a.rows * epsilon * largest);
  });

  it("are 2 − 2cos(kπ/(n+1)) for the second difference", () => {
    const n = 300;
    const values = algebra.eigenvalues(
      tridiagonal(
        n,
        () => 2,
        () => -1,
      ),
    );
    const errors = values.map((value, k) => Math.abs(value - 4 * Math.sin(((k + 1) * Math.PI) / (2 * n + 2)) ** 2));
    expect(Math.max(...errors)).toBeLessThan(40 * epsilon);
  });

  it("are those of AᵀA and AAᵀ alike, but for zeros", () => {
    const a = randomMatrix(60, 90);
    const transposed = matrix(90, 60);
    for (let q = 0; q < 5400; q++) transposed.data[(q % 90) * 60 + Math.floor(q / 90)] = a.data[q]!;
    const wide = algebra.eigenvalues(algebra.syrk(a));
    const narrow = algebra.eigenvalues(algebra.syrk(transposed));
    const largest = wide[89]!;
    expect(Math.max(...wide.subarray(0, 30).map(Math.abs))).toBeLessThan(90 * epsilon * largest);
    const errors = narrow.map((value, i) => Math.abs(value - wide[30 + i]!));
    expect(Math.max(...errors)).toBeLessThan(90 * epsilon * largest);
  });
});
