import { expect, it } from "vitest";
import { frobeniusNorm, identity, type Matrix, matrix } from "../../src/numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../src/numerics/linear-algebra/provider.js";
import { diagonal, epsilon, largestDifference, randomMatrix, randomPositive, sizes, subtract } from "./matrices.js";
import { forEachProvider } from "./providers.js";

/** ‖AX − B‖ / (‖A‖‖X‖), in units of nε. */
function residual(algebra: LinearAlgebra, a: Matrix, x: Matrix, b: Matrix): number {
  const difference = frobeniusNorm(subtract(algebra.gemm(a, x), b));
  return difference / (frobeniusNorm(a) * frobeniusNorm(x) * epsilon * a.rows);
}

const positive = new Map([...sizes, 2000].map((n) => [n, randomPositive(n)]));
const general = new Map([...sizes, 2000].map((n) => [n, randomMatrix(n, n)]));

forEachProvider("cholesky", (algebra) => {
  it.each([...positive])("is a lower triangle with A = LLᵀ at order %i", (n, a) => {
    const l = algebra.cholesky(a);
    for (let i = 0; i < n; i++) {
      expect(l.data[i * n + i]).toBeGreaterThan(0);
      expect(l.data.subarray(i * n + i + 1, (i + 1) * n).every((value) => value === 0)).toBe(true);
    }
    const back = algebra.gemm(l, l, { transposeB: true });
    expect(frobeniusNorm(subtract(back, a))).toBeLessThan(n * epsilon * frobeniusNorm(a));
  });

  it("reads the lower triangle only", () => {
    const a = randomPositive(40);
    const spoiled = matrix(40, 40, a.data.slice());
    for (let i = 0; i < 40; i++) spoiled.data.fill(9, i * 40 + i + 1, (i + 1) * 40);
    expect(algebra.cholesky(spoiled)).toEqual(algebra.cholesky(a));
  });

  it("takes graded matrices, whatever their scale", () => {
    const scales = Float64Array.from({ length: 60 }, (_, i) => 10 ** (-i / 4));
    const a = randomPositive(60);
    const graded = matrix(
      60,
      60,
      a.data.map((value, q) => value * scales[Math.floor(q / 60)]! * scales[q % 60]!),
    );
    const expected = algebra.cholesky(a);
    const l = algebra.cholesky(graded);
    const unscaled = matrix(
      60,
      60,
      l.data.map((value, q) => value / scales[Math.floor(q / 60)]!),
    );
    expect(largestDifference(unscaled, expected)).toBeLessThan(1e-13);
  });
});

forEachProvider("solvePositive", (algebra) => {
  it.each([...positive])("leaves a small residual at order %i", (n, a) => {
    for (const columns of n === 2000 ? [1] : [1, 2, 7, n]) {
      const b = randomMatrix(n, columns);
      expect(residual(algebra, a, algebra.solvePositive(a, b), b)).toBeLessThan(1);
    }
  });
});

forEachProvider("solve", (algebra) => {
  it.each([...general])("leaves a small residual at order %i", (n, a) => {
    for (const columns of n === 2000 ? [3] : [1, 2, 7, n]) {
      const b = randomMatrix(n, columns, 3);
      expect(residual(algebra, a, algebra.solve(a, b), b)).toBeLessThan(1);
    }
  });

  it("exchanges rows where the first pivot is zero", () => {
    const a = matrix(3, 3, Float64Array.of(0, 2, 1, 1, 0, 0, 3, 0, 1));
    const x = algebra.solve(a, matrix(3, 1, Float64Array.of(7, 1, 6)));
    expect(largestDifference(x, matrix(3, 1, Float64Array.of(1, 2, 3)))).toBeLessThan(4 * epsilon);
  });

  it("takes badly scaled rows and columns, which are not singular", () => {
    const tiny = diagonal([1, 1e-200, 1e200]);
    expect(largestDifference(algebra.solve(tiny, tiny), identity(3))).toBe(0);
    const rows = matrix(2, 2, Float64Array.of(1, 1, 1e-30, -1e-30));
    const x = algebra.solve(rows, matrix(2, 1, Float64Array.of(3, -1e-30)));
    expect(largestDifference(x, matrix(2, 1, Float64Array.of(1, 2)))).toBeLessThan(4 * epsilon);
  });
});

forEachProvider("systems of order 0 and without right-hand sides", (algebra) => {
  it("have empty solutions", () => {
    expect(algebra.cholesky(matrix(0, 0)).data).toHaveLength(0);
    expect(algebra.solve(matrix(0, 0), matrix(0, 2))).toEqual(matrix(0, 2));
    expect(algebra.solve(identity(3), matrix(3, 0))).toEqual(matrix(3, 0));
    expect(algebra.solvePositive(identity(3), matrix(3, 0))).toEqual(matrix(3, 0));
  });
});
