import { expect, it } from "vitest";
import { type Matrix, matrix, transpose } from "../../src/numerics/linear-algebra/matrix.js";
import type { GemmOptions, LinearAlgebra } from "../../src/numerics/linear-algebra/provider.js";
import { epsilon, exactEntry, largestDifference, randomMatrix, sizes } from "./matrices.js";
import { forEachProvider } from "./providers.js";

const layouts: GemmOptions[] = [{}, { transposeA: true }, { transposeB: true }, { transposeA: true, transposeB: true }];

/** op(A) m × k and op(B) k × n. */
function factors(m: number, k: number, n: number, { transposeA, transposeB }: GemmOptions): [Matrix, Matrix] {
  return [
    transposeA ? randomMatrix(k, m) : randomMatrix(m, k),
    transposeB ? randomMatrix(n, k, 77) : randomMatrix(k, n, 77),
  ];
}

/** Entries to compare: all of a small result, every 97th of a large one, and always the last. */
function entries({ rows, columns }: Matrix): [number, number][] {
  const count = rows * columns;
  const step = count <= 10_000 ? 1 : 97;
  const indices = Array.from({ length: Math.ceil(count / step) }, (_, q) => q * step);
  return [...indices, count - 1].map((index) => [Math.floor(index / columns), index % columns]);
}

const square: [number, number][] = sizes.map((n) => [n, n]);

/** The largest error of C = op(A)op(B), in units of ε·Σ|a||b|. */
function relativeError(c: Matrix, a: Matrix, b: Matrix, options: GemmOptions): number {
  const errors = entries(c).map(([i, j]) => {
    const { value, magnitude } = exactEntry(a, b, i, j, options as { transposeA?: boolean; transposeB?: boolean });
    return Math.abs(c.data[i * c.columns + j]! - value) / (epsilon * magnitude);
  });
  return Math.max(...errors);
}

function checkProducts(algebra: LinearAlgebra, m: number, k: number, n: number): void {
  for (const layout of layouts) {
    const [a, b] = factors(m, k, n, layout);
    const c = algebra.gemm(a, b, layout);
    expect([c.rows, c.columns]).toEqual([m, n]);
    expect(relativeError(c, a, b, layout)).toBeLessThan(Math.sqrt(k) + 2);
  }
}

forEachProvider("gemm", (algebra) => {
  it.each(sizes)("agrees with compensated sums at order %i, in all four layouts", (n) =>
    checkProducts(algebra, n, n, n),
  );

  it.each([
    [1, 300, 1],
    [7, 1, 9],
    [3, 257, 130],
    [131, 2, 1030],
    [2050, 5, 3],
  ])("agrees with compensated sums for %i × %i times … × %i", (m, k, n) => checkProducts(algebra, m, k, n));

  it("agrees with compensated sums for the long product of two tables", () => {
    const [a, b] = [randomMatrix(10_000, 31), randomMatrix(10_000, 26)];
    const options = { transposeA: true };
    expect(relativeError(algebra.gemm(a, b, options), a, b, options)).toBeLessThan(100);
  });

  it("agrees with compensated sums at order 2000", () => {
    const [a, b] = [randomMatrix(2000, 2000), randomMatrix(2000, 2000, 2)];
    const c = algebra.gemm(a, b);
    const chosen = Array.from({ length: 500 }, (_, q): [number, number] => [(q * 1009) % 2000, (q * 733) % 2000]);
    for (const [i, j] of chosen) {
      const { value, magnitude } = exactEntry(a, b, i, j);
      expect(Math.abs(c.data[i * 2000 + j]! - value)).toBeLessThan(45 * epsilon * magnitude);
    }
  });

  it("adds alpha times the product to a matrix, in place", () => {
    for (const layout of layouts) {
      const [a, b] = factors(37, 300, 41, layout);
      const addTo = randomMatrix(37, 41, 5);
      const before = addTo.data.slice();
      const product = algebra.gemm(a, b, layout);
      expect(algebra.gemm(a, b, { ...layout, alpha: -0.5, addTo })).toBe(addTo);
      const expected = matrix(
        37,
        41,
        before.map((value, i) => value - 0.5 * product.data[i]!),
      );
      expect(largestDifference(addTo, expected)).toBeLessThan(300 * epsilon * 10);
    }
  });

  it("gives the product in parts of its long side, summed with addTo", () => {
    const [a, b] = [randomMatrix(1500, 33), randomMatrix(1500, 29)];
    const sum = matrix(33, 29);
    for (let row = 0; row < 1500; row += 512) {
      const rows = Math.min(512, 1500 - row);
      const part = ({ columns, data }: Matrix) =>
        matrix(rows, columns, data.subarray(row * columns, (row + rows) * columns));
      algebra.gemm(part(a), part(b), { transposeA: true, addTo: sum });
    }
    expect(relativeError(sum, a, b, { transposeA: true })).toBeLessThan(40);
  });

  it("takes matrices without rows, columns or depth", () => {
    expect(algebra.gemm(matrix(0, 3), matrix(3, 4)).data).toHaveLength(0);
    expect(algebra.gemm(matrix(4, 3), matrix(3, 0)).data).toHaveLength(0);
    expect(Array.from(algebra.gemm(matrix(2, 0), matrix(0, 2)).data)).toEqual([0, 0, 0, 0]);
    const kept = randomMatrix(2, 2);
    expect(algebra.gemm(matrix(0, 2), matrix(0, 2), { transposeA: true, addTo: kept }).data).toEqual(
      randomMatrix(2, 2).data,
    );
  });

  it("lets what is not finite flow through, to its own row and column only", () => {
    const [a, b] = [randomMatrix(9, 9), randomMatrix(9, 9, 3)];
    a.data[2 * 9 + 4] = Number.NaN;
    const c = algebra.gemm(a, b);
    for (let i = 0; i < 81; i++) expect(Number.isNaN(c.data[i])).toBe(Math.floor(i / 9) === 2);
    a.data[2 * 9 + 4] = Number.POSITIVE_INFINITY;
    expect(algebra.gemm(a, b).data[2 * 9]).toBe(Number.POSITIVE_INFINITY * Math.sign(b.data[4 * 9]!));
  });

  it("leaves its inputs as they were", () => {
    const [a, b] = [randomMatrix(20, 30), randomMatrix(30, 10)];
    algebra.gemm(a, b);
    algebra.syrk(a);
    expect([a, b]).toEqual([randomMatrix(20, 30), randomMatrix(30, 10)]);
  });
});

forEachProvider("syrk", (algebra) => {
  it.each([...square, [1, 70], [700, 1], [3000, 131], [50, 300], [2000, 2000]])(
    "is AᵀA of a %i × %i matrix, and exactly symmetric",
    (m, n) => {
      const a = randomMatrix(m, n);
      const c = algebra.syrk(a);
      const product = algebra.gemm(a, a, { transposeA: true });
      expect(largestDifference(c, product)).toBeLessThan(epsilon * m * 2);
      expect(largestDifference(c, transpose(c))).toBe(0);
    },
  );

  it("takes matrices without rows or columns", () => {
    expect(algebra.syrk(matrix(3, 0)).data).toHaveLength(0);
    expect(Array.from(algebra.syrk(matrix(0, 2)).data)).toEqual([0, 0, 0, 0]);
  });
});
