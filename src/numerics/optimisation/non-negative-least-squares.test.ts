import fc from "fast-check";
import { expect, test } from "vitest";
import { nonNegativeLeastSquares, nonNegativeWorkspace } from "./non-negative-least-squares.js";
import { solveLeastSquares } from "./qr.js";

/** AᵀA and Aᵀb of columns one after another. */
function normal(columns: Float64Array, b: Float64Array): [gram: Float64Array, right: Float64Array] {
  const m = b.length;
  const n = columns.length / m;
  const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const column = (j: number) => columns.subarray(j * m, (j + 1) * m);
  return [
    Float64Array.from({ length: n * n }, (_, k) => dot(column(Math.floor(k / n)), column(k % n))),
    Float64Array.from({ length: n }, (_, j) => dot(column(j), b)),
  ];
}

/** The least ‖A x − b‖ over x ≥ 0 by trying every set of columns. */
function exhaustive(columns: Float64Array, b: Float64Array): number {
  const m = b.length;
  const n = columns.length / m;
  let best = Math.sqrt(b.reduce((sum, value) => sum + value * value, 0));
  for (let set = 1; set < 2 ** n; set++) {
    const chosen = Array.from({ length: n }, (_, j) => j).filter((j) => (set >> j) & 1);
    const part = Float64Array.from(chosen.flatMap((j) => [...columns.subarray(j * m, (j + 1) * m)]));
    const { x, residual } = solveLeastSquares(part, b);
    if (x.every((value) => value >= 0)) best = Math.min(best, residual);
  }
  return best;
}

function distance(columns: Float64Array, x: Float64Array, b: Float64Array): number {
  return Math.hypot(...b.map((value, i) => x.reduce((sum, xj, j) => sum + xj * columns[j * b.length + i]!, -value)));
}

test("is the best of all sets of columns", () => {
  const entry = fc.double({ min: -1, max: 1, noNaN: true });
  const problem = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(entry, { minLength: 60, maxLength: 60 }));
  fc.assert(
    fc.property(problem, ([n, numbers]) => {
      const m = 7;
      // Whole sixteenths, so that columns are either dependent or clearly not.
      const exact = Float64Array.from(numbers, (value) => Math.round(value * 16) / 16);
      const columns = exact.slice(0, n * m);
      const b = exact.slice(n * m, n * m + m);
      const x = new Float64Array(n);
      const result = nonNegativeLeastSquares(...normal(columns, b), x);
      expect(result.reason).not.toBe("max-iterations");
      expect(Math.min(...x)).toBeGreaterThanOrEqual(0);
      expect(distance(columns, x, b)).toBeLessThan(exhaustive(columns, b) + 1e-7);
    }),
  );
});

test("columns of any size, a column of zeros, and a workspace used again", () => {
  const columns = Float64Array.of(1e9, 0, 0, 0, 1e-9, 0, 0, 0, 0, 0, 0, -5);
  const workspace = nonNegativeWorkspace(4);
  const x = new Float64Array(4).fill(7);
  for (let repeat = 0; repeat < 2; repeat++) {
    const result = nonNegativeLeastSquares(...normal(columns, Float64Array.of(2, 3, 4)), x, workspace);
    expect(result).toMatchObject({ residual: 0, iterations: 2, reason: "converged" });
    expect([...x]).toEqual([2e-9, 3e9, 0, 0]);
  }
});

test("of two equal columns one is enough, and the sizes must agree", () => {
  const columns = Float64Array.of(1, 2, 1, 2);
  const x = new Float64Array(2);
  expect(nonNegativeLeastSquares(...normal(columns, Float64Array.of(2, 4)), x).reason).toBe("converged");
  expect(x[0]! + x[1]!).toBeCloseTo(2, 15);
  expect(() => nonNegativeLeastSquares(new Float64Array(4), new Float64Array(2), new Float64Array(3))).toThrow(
    "invalid sizes of AᵀA, x and workspace: [4,3,2]; expected those of 2",
  );
});

test("twenty columns of decaying powers, where the answer is known", () => {
  const [m, n] = [200, 20];
  const columns = Float64Array.from({ length: m * n }, (_, k) =>
    Math.exp(-((k % m) + 1) * 0.02 * (1 + Math.floor(k / m))),
  );
  const truth = Float64Array.from({ length: n }, (_, j) => (j === 2 ? 3 : j === 15 ? 1.5 : 0));
  const b = Float64Array.from({ length: m }, (_, i) => truth.reduce((sum, t, j) => sum + t * columns[j * m + i]!, 0));
  const x = new Float64Array(n);
  const result = nonNegativeLeastSquares(...normal(columns, b), x);
  expect(result.reason).not.toBe("max-iterations");
  expect(result.residual).toBeLessThan(1e-12);
  // The normal matrix has lost half the digits: the fit is good, the amplitudes need not be.
  expect(distance(columns, x, b)).toBeLessThan(1e-6);
});
