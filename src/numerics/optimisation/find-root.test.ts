import { describe, expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { findRoot } from "./find-root.js";

describe("findRoot", () => {
  test.each<[string, (x: number) => number, number, number, number]>([
    ["cos x = x", (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ["x³ − 2x − 5 (Wallis)", (x) => x ** 3 - 2 * x - 5, 2, 3, 2.0945514815423265],
    ["eˣ = 2, ends reversed", (x) => Math.exp(x) - 2, 10, -10, Math.LN2],
    ["a triple root", (x) => (x - 1) ** 3, 0, 3, 1],
    ["a cube root", (x) => Math.cbrt(x - 0.3), -1, 2, 0.3],
    ["x³, at zero", (x) => x ** 3, -1, 2, 0],
    ["sinh x, at zero", (x) => Math.sinh(x), -1, 2, 0],
    ["a root far below the bracket's size", (x) => Math.log(x) + 46, 1e-30, 1, Math.exp(-46)],
    ["an infinite end", (x) => Math.log(x) + 1, 0, 1, Math.exp(-1)],
  ])("finds the root of %s", (_, f, a, b, root) => {
    const result = findRoot(f, a, b);
    expect(result.reason).toBe("converged");
    expect(Math.abs(result.x - root)).toBeLessThan(1e-14 * Math.abs(root) + 1e-29);
    expect(result.f).toBe(f(result.x));
  });

  test("finds a root at an end at once", () => {
    expect(findRoot((x) => x, 0, 1)).toEqual({ x: 0, f: 0, iterations: 0, reason: "converged" });
    expect(findRoot((x) => x - 1, 0, 1)).toEqual({ x: 1, f: 0, iterations: 0, reason: "converged" });
  });

  test("says why there is no root", () => {
    expect(findRoot((x) => x * x + 1, -1, 2)).toEqual({ x: -1, f: 2, iterations: 0, reason: "no-bracket" });
    expect(findRoot((x) => 1 / (x - 0.3), 0, 1).reason).toBe("pole");
    expect(findRoot((x) => Math.cbrt(x - 0.3), 0, 1, { maxIterations: 3 })).toMatchObject({
      iterations: 3,
      reason: "max-iterations",
    });
    expect(findRoot((x) => Math.sqrt(x), -1, 1).reason).toBe("non-finite");
    expect(findRoot((x) => Math.sqrt(x), 1, -1).reason).toBe("non-finite");
    expect(findRoot((x) => (Math.abs(x) < 0.4 ? Number.NaN : x), -1, 1).reason).toBe("non-finite");
  });

  test("refuses a bracket without ends", () => {
    expect(() => findRoot((x) => x - 1, 0, Infinity)).toThrow(
      "invalid bracket: 0 … Infinity; expected two finite numbers",
    );
    expect(() => findRoot((x) => x - 1, Number.NaN, 1)).toThrow(InputError);
  });

  test("stops within the tolerance", () => {
    const exact = findRoot((x) => Math.cos(x) - x, 0, 1);
    const coarse = findRoot((x) => Math.cos(x) - x, 0, 1, { tolerance: 1e-3 });
    expect(coarse.iterations).toBeLessThan(exact.iterations);
    expect(Math.abs(coarse.x - exact.x)).toBeLessThan(1e-3);
  });

  test("converges from any bracket, flat or steep", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 1e-3, max: 50, noNaN: true }),
        fc.double({ min: 1e-3, max: 50, noNaN: true }),
        fc.double({ min: 0.2, max: 7, noNaN: true }),
        (root, left, right, power) => {
          const f = (x: number) => Math.sign(x - root) * Math.abs(x - root) ** power;
          const result = findRoot(f, root - left, root + right, { tolerance: 1e-9 });
          expect(result.reason).toBe("converged");
          expect(Math.abs(result.x - root)).toBeLessThanOrEqual(1e-9 + 8 * Number.EPSILON * Math.abs(root));
        },
      ),
    );
  });

  test("converges with an order above 1.5 on a smooth function", () => {
    const errors = Array.from({ length: 12 }, (_, maxIterations) =>
      Math.abs(findRoot((x) => Math.exp(x) - 2, 0, 1, { maxIterations }).x - Math.LN2),
    ).filter((error) => error > 1e-13);
    const [early, middle, late] = errors.slice(-3).map(Math.log);
    expect((late! - middle!) / (middle! - early!)).toBeGreaterThan(1.5);
  });
});
