import { expect, it } from "vitest";
import { openBlasProvider } from "../../src/lab/providers/openblas.js";
import { frobeniusNorm, type Matrix } from "../../src/numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../src/numerics/linear-algebra/provider.js";
import {
  diagonal,
  epsilon,
  largestDifference,
  randomMatrix,
  randomPositive,
  randomSymmetric,
  sizes,
} from "./matrices.js";
import { available, forEachProvider } from "./providers.js";

const reference = available[0]!;

/** The difference of two results in units of nε of their size. */
function apart(a: Matrix, b: Matrix, n: number): number {
  return largestDifference(a, b) / (n * epsilon * frobeniusNorm(b));
}

function valuesApart(a: Float64Array, b: Float64Array): number {
  const largest = Math.max(...b.map(Math.abs));
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / (b.length * epsilon * largest);
}

forEachProvider("agreement of all providers", (algebra) => {
  it.each(sizes)("at order %i", (n) => {
    const [a, b, c] = [randomMatrix(n, n), randomMatrix(n, 3, 9), randomPositive(n)];
    const symmetric = randomSymmetric(n);
    expect(apart(algebra.gemm(a, b), reference.gemm(a, b), n)).toBeLessThan(1);
    expect(apart(algebra.syrk(a), reference.syrk(a), n)).toBeLessThan(1);
    expect(apart(algebra.cholesky(c), reference.cholesky(c), n)).toBeLessThan(1);
    expect(apart(algebra.solvePositive(c, b), reference.solvePositive(c, b), n)).toBeLessThan(4);
    expect(valuesApart(algebra.eigenvalues(symmetric), reference.eigenvalues(symmetric))).toBeLessThan(2);
    expect(valuesApart(algebra.svd(a).values, reference.svd(a).values)).toBeLessThan(2);
    // A square random matrix has a condition number of some n: that much more is lost.
    expect(apart(algebra.solve(a, b), reference.solve(a, b), n)).toBeLessThan(20 * n);
  });

  it("on eigenvectors, up to their sign", () => {
    const a = randomSymmetric(50);
    const [ours, theirs] = [algebra.eigh(a).vectors, reference.eigh(a).vectors];
    const overlaps = algebra.gemm(ours, theirs, { transposeA: true });
    for (let i = 0; i < 50; i++) expect(Math.abs(overlaps.data[i * 51]!)).toBeGreaterThan(1 - 1e-12);
  });
});

it("OpenBLAS agrees with itself on two threads, which need much stack", ({ skip }) => {
  const alone = openBlasProvider(1);
  if (alone === undefined) return skip("OpenBLAS is not on this machine");
  const n = 300;
  const [a, c, symmetric] = [randomMatrix(n, n), randomPositive(n), randomSymmetric(n)];
  const results = (algebra: LinearAlgebra) => [
    algebra.gemm(a, c),
    algebra.syrk(a),
    algebra.cholesky(c),
    algebra.solvePositive(c, a),
    algebra.solve(c, a),
    diagonal(algebra.eigenvalues(symmetric)),
    diagonal(algebra.svd(a).values),
  ];
  const expected = results(alone);
  const together = openBlasProvider(2)!;
  expect(together.description).toMatch(/2 threads$/);
  const actual = results(together);
  // The number of threads is the process's.
  openBlasProvider(1);
  for (let i = 0; i < expected.length; i++) expect(apart(actual[i]!, expected[i]!, n)).toBeLessThan(2);
});
