import { describe, expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { newtonSystem } from "./newton-system.js";
import { solveSmall } from "./solve-small.js";

/** Intersection of a circle and an exponential: x² + y² = 4, y = eˣ − 1. */
const system = ([x, y]: Float64Array) => [x! * x! + y! * y! - 4, Math.exp(x!) - 1 - y!];
const jacobian = ([x, y]: Float64Array) => [
  [2 * x!, 2 * y!],
  [Math.exp(x!), -1],
];

describe("newtonSystem", () => {
  test.each([{ jacobian }, {}])("solves a system, with %o", (options) => {
    const result = newtonSystem(system, [1, 1], options);
    expect(result.reason).toBe("converged");
    expect(result.residual).toBeLessThan(1e-12);
    expect(result.x[0]).toBeCloseTo(1.0041687384746594, 12);
    expect(result.x[1]).toBeCloseTo(1.7296372870258696, 12);
  });

  test("reaches Powell's badly scaled root and one behind a wall of NaN", () => {
    const powell = newtonSystem(([x, y]) => [1e4 * x! * y! - 1, Math.exp(-x!) + Math.exp(-y!) - 1.0001], [0, 1], {
      jacobian: ([x, y]) => [
        [1e4 * y!, 1e4 * x!],
        [-Math.exp(-x!), -Math.exp(-y!)],
      ],
      maxIterations: 200,
    });
    expect(powell.reason).toBe("converged");
    expect(powell.x[1]).toBeCloseTo(9.106146739866, 8);
    const wall = newtonSystem(([x]) => [Math.log(x!)], [20]);
    expect(wall.reason).toBe("converged");
    expect(wall.x[0]).toBeCloseTo(1, 12);
  });

  test("converges where the residual cannot reach the tolerance, once x cannot be improved", () => {
    const result = newtonSystem(([x]) => [1e20 * (x! * x! - 2)], [1], { jacobian: ([x]) => [[2e20 * x!]] });
    expect(result.reason).toBe("converged");
    expect(result.x[0]).toBeCloseTo(Math.SQRT2, 15);
  });

  test("converges quadratically with a Jacobian", () => {
    const root = newtonSystem(system, [1, 1], { jacobian, tolerance: 0 }).x;
    const errors = [1, 2, 3, 4].map((maxIterations) => {
      const { x } = newtonSystem(system, [1.5, 2], { jacobian, tolerance: 0, maxIterations });
      return Math.log(Math.hypot(x[0]! - root[0]!, x[1]! - root[1]!));
    });
    const orders = [2, 3].map((i) => (errors[i]! - errors[i - 1]!) / (errors[i - 1]! - errors[i - 2]!));
    for (const order of orders) expect(Math.abs(order - 2)).toBeLessThan(0.3);
  });

  test("finds the root of random diagonally dominant systems of up to ten unknowns", () => {
    const problem = fc.integer({ min: 1, max: 10 }).chain((n) => {
      const numbers = (length: number) =>
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });
      return fc.tuple(numbers(n), numbers(n * n));
    });
    fc.assert(
      fc.property(problem, ([root, weights]) => {
        const n = root.length;
        // Monotone in each own unknown, weakly coupled: one root only.
        const g = (x: ArrayLike<number>) =>
          root.map((_, i) => {
            let value = 2 * x[i]! + Math.sinh(x[i]!);
            for (let j = 0; j < n; j++) value += (weights[i * n + j]! * Math.sin(x[j]!)) / n;
            return value;
          });
        const target = g(root);
        const result = newtonSystem((x) => g(x).map((value, i) => value - target[i]!), new Float64Array(n));
        expect(result.reason).toBe("converged");
        for (let i = 0; i < n; i++) expect(result.x[i]).toBeCloseTo(root[i]!, 10);
      }),
    );
  });

  test("says why there is no solution", () => {
    expect(newtonSystem(([x]) => [x! * x! + 1], [1]).reason).not.toBe("converged");
    expect(newtonSystem(([x]) => [x! * x! + 1], [0], { jacobian: ([x]) => [[2 * x!]] })).toMatchObject({
      residual: 1,
      iterations: 0,
      reason: "singular-jacobian",
    });
    expect(newtonSystem(([x, y]) => [x! + y!, 2 * x! + 2 * y! + 1], [0, 0]).reason).toBe("singular-jacobian");
    expect(newtonSystem(([x]) => [x! + 1], [0], { jacobian: () => [[-1]] }).reason).toBe("no-descent");
    expect(newtonSystem(([x]) => [Math.sqrt(x!) + 1], [-1]).reason).toBe("non-finite");
    expect(newtonSystem(([x]) => [x! - 1], [0], { jacobian: () => [[Number.NaN]] }).reason).toBe("non-finite");
    expect(newtonSystem(system, [1, 1], { maxIterations: 1 })).toMatchObject({
      iterations: 1,
      reason: "max-iterations",
    });
    expect(() => newtonSystem(() => [1, 2], [0])).toThrow(InputError);
  });
});

test("solveSmall exchanges rows, solves to rounding and refuses singular matrices", () => {
  expect(
    solveSmall(
      [
        [0, 2],
        [4, 0],
      ],
      [6, 8],
    ),
  ).toEqual(Float64Array.of(2, 3));
  expect(
    solveSmall(
      [
        [1, 2],
        [2, 4],
      ],
      [1, 1],
    ),
  ).toBeNull();
  expect(
    solveSmall(
      [
        [0.1, 0.2, 0.3],
        [0.4, 0.5, 0.6],
        [0.7, 0.8, 0.9],
      ],
      [1, 2, 3],
    ),
  ).toBeNull();
  const hilbert = Array.from({ length: 6 }, (_, i) => Array.from({ length: 6 }, (_, j) => 1 / (i + j + 1)));
  const x = solveSmall(
    hilbert,
    hilbert.map((row) => row.reduce((sum, value) => sum + value, 0)),
  )!;
  // Condition number 1.5e7.
  for (const value of x) expect(value).toBeCloseTo(1, 8);
});
