import { expect, it } from "vitest";
import { frobeniusNorm, identity, type Matrix, matrix, transpose } from "../../src/numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../src/numerics/linear-algebra/provider.js";
import { diagonal, epsilon, randomMatrix, scaleColumns, sizes, subtract } from "./matrices.js";
import { fastest, forEachProvider, fullSize, PATIENT } from "./providers.js";

/** m × n with the given singular values, in random bases. */
function withSingularValues(m: number, n: number, values: number[]): Matrix {
  const { u } = fastest.svd(randomMatrix(m, values.length, 5));
  const { vt } = fastest.svd(randomMatrix(values.length, n, 6));
  return fastest.gemm(scaleColumns(u, Float64Array.from(values)), vt);
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

function bidiagonal(n: number, d: (i: number) => number, e: (i: number) => number): Matrix {
  const a = diagonal(range(n).map(d));
  for (let i = 0; i + 1 < n; i++) a.data[i * n + i + 1] = e(i);
  return a;
}

function withFactor(a: Matrix, factor: number): Matrix {
  return matrix(
    a.rows,
    a.columns,
    a.data.map((value) => value * factor),
  );
}

/** Matrices on which such solvers have failed: each with a reason. */
const hard: [string, Matrix][] = [
  ["zero", matrix(120, 80)],
  ["the identity", identity(150)],
  [
    "repeated values",
    withSingularValues(
      160,
      160,
      range(160).map((i) => 1 + Math.floor(i / 40)),
    ),
  ],
  [
    "a tight cluster",
    withSingularValues(
      150,
      100,
      range(100).map((i) => 1 + i * 1e-15),
    ),
  ],
  ["rank 3 of 150", withSingularValues(200, 150, [3, 2, 1])],
  [
    "rank 20 of 150, wide",
    withSingularValues(
      150,
      200,
      range(20).map((i) => i + 1),
    ),
  ],
  [
    "values from 1 to 1e-30",
    withSingularValues(
      130,
      130,
      range(130).map((i) => 10 ** (-i / 4)),
    ),
  ],
  [
    "a zero on the diagonal",
    bidiagonal(
      100,
      (i) => (i === 50 ? 0 : 1),
      () => 1,
    ),
  ],
  [
    "zeros on the diagonal at the cuts and ends",
    bidiagonal(
      140,
      (i) => (i % 35 === 0 ? 0 : 1),
      () => 1,
    ),
  ],
  [
    "zeros above the diagonal",
    bidiagonal(
      140,
      (i) => i + 1,
      (i) => (i % 7 === 0 ? 0 : 1),
    ),
  ],
  [
    "nothing on the diagonal",
    bidiagonal(
      110,
      () => 0,
      () => 1,
    ),
  ],
  [
    "a tiny diagonal",
    bidiagonal(
      110,
      () => 1e-20,
      () => 1,
    ),
  ],
  ["Kahan's triangle", kahan(100)],
  ["zero columns", withZeroColumns(120)],
  [
    "equal columns",
    matrix(
      90,
      90,
      Float64Array.from({ length: 8100 }, (_, q) => Math.floor(q / 90) + 1),
    ),
  ],
  ["elements near the largest number", withFactor(randomMatrix(80, 70), 1e300)],
  ["elements near the smallest number", withFactor(randomMatrix(70, 80), 1e-300)],
  ["elements of very different size", graded(100)],
];

/** Kahan's matrix: nearly singular, and its columns do not show it. */
function kahan(n: number): Matrix {
  const [s, c] = [Math.sin(1.2), Math.cos(1.2)];
  const element = (i: number, j: number) => (j < i ? 0 : s ** i * (i === j ? 1 : -c));
  return matrix(
    n,
    n,
    Float64Array.from({ length: n * n }, (_, q) => element(Math.floor(q / n), q % n)),
  );
}

function withZeroColumns(n: number): Matrix {
  const a = randomMatrix(n, n);
  for (let q = 0; q < n * n; q++) if ((q % n) % 3 === 1) a.data[q] = 0;
  return a;
}

function graded(n: number): Matrix {
  const a = randomMatrix(n, n);
  return matrix(
    n,
    n,
    a.data.map((value, q) => value * 10 ** -(2 * (Math.floor(q / n) + (q % n)))),
  );
}

/** ‖A − U·diag(σ)·Vᵀ‖, orthogonality and order. */
function expectSvd(a: Matrix, algebra: LinearAlgebra, checker = algebra): Float64Array {
  const { u, values, vt } = algebra.svd(a);
  const [n, r] = [Math.max(a.rows, a.columns), Math.min(a.rows, a.columns)];
  expect([u.rows, u.columns, values.length, vt.rows, vt.columns]).toEqual([a.rows, r, r, r, a.columns]);
  expect(values.every((value, i) => value >= 0 && (i === 0 || value <= values[i - 1]!))).toBe(true);
  // The largest element is taken out first, so that norms of extreme matrices do not overflow.
  const largest = a.data.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  const scaled = withFactor(a, 1 / largest);
  const back = checker.gemm(
    scaleColumns(
      u,
      values.map((value) => value / largest),
    ),
    vt,
  );
  expect(frobeniusNorm(subtract(scaled, back))).toBeLessThanOrEqual(2 * n * epsilon * frobeniusNorm(scaled));
  const tolerance = 2 * n * epsilon * Math.sqrt(r);
  expect(frobeniusNorm(subtract(checker.syrk(u), identity(r)))).toBeLessThan(tolerance);
  expect(frobeniusNorm(subtract(checker.gemm(vt, vt, { transposeB: true }), identity(r)))).toBeLessThan(tolerance);
  return values;
}

const square: [number, number][] = sizes.map((n) => [n, n]);
const large = randomMatrix(2000, 2000, 8);

forEachProvider("svd", (algebra) => {
  it.each([...square, [5, 3], [3, 5], [1, 9], [9, 1], [34, 33], [33, 34], [200, 130], [130, 200], [900, 40]])(
    "has small residuals and orthogonal vectors for %i × %i",
    (m, n) => {
      expectSvd(randomMatrix(m, n), algebra);
    },
  );

  it.each(hard)("has small residuals and orthogonal vectors for %s", (_name, a) => {
    expectSvd(a, algebra);
  });

  it("takes columns of zeros, whose bidiagonal form has zeros on its diagonal", () => {
    const tall = matrix(4, 3, Float64Array.of(0, 0, 1, 0, 2, 0, 0, 0, 3, 0, 4, 5));
    for (const a of [tall, transpose(tall)]) expect(expectSvd(a, algebra)[2]).toBeLessThan(8 * epsilon);
    const middle = randomMatrix(12, 9);
    for (let row = 0; row < 12; row++) middle.data[row * 9] = middle.data[row * 9 + 4] = 0;
    expect([...expectSvd(middle, algebra).subarray(7)].every((value) => value < 40 * epsilon)).toBe(true);
  });

  it("finds small values to the rounding of the largest", () => {
    const expected = range(120).map((i) => 10 ** (-i / 8));
    const { values } = algebra.svd(withSingularValues(140, 120, expected));
    const errors = values.map((value, i) => Math.abs(value - expected[i]!));
    expect(Math.max(...errors)).toBeLessThan(30 * epsilon);
  });

  it("finds 2cos(kπ/(2n+1)) for the bidiagonal matrix of ones", () => {
    const n = 250;
    const { values } = algebra.svd(
      bidiagonal(
        n,
        () => 1,
        () => 1,
      ),
    );
    const errors = values.map((value, k) => Math.abs(value - 2 * Math.cos(((k + 1) * Math.PI) / (2 * n + 1))));
    expect(Math.max(...errors)).toBeLessThan(40 * epsilon);
  });

  it("gives the transposed decomposition of the transposed matrix", () => {
    const a = randomMatrix(40, 25);
    const errors = algebra.svd(transpose(a)).values.map((value, i) => Math.abs(value - algebra.svd(a).values[i]!));
    expect(Math.max(...errors)).toBeLessThan(40 * epsilon * frobeniusNorm(a));
  });

  it("takes matrices without rows or columns", () => {
    const empty = new Float64Array(0);
    expect(algebra.svd(matrix(0, 4))).toEqual({ u: matrix(0, 0), values: empty, vt: matrix(0, 4) });
    expect(algebra.svd(matrix(4, 0))).toEqual({ u: matrix(4, 0), values: empty, vt: matrix(0, 0) });
  });

  it.runIf(fullSize(algebra))("has small residuals and orthogonal vectors at order 2000", { timeout: PATIENT }, () => {
    const values = expectSvd(large, algebra, fastest);
    const squares = values.reduce((total, value) => total + value * value, 0);
    expect(Math.abs(squares / frobeniusNorm(large) ** 2 - 1)).toBeLessThan(2000 * epsilon);
  });
});
