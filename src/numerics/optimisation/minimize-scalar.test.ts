import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { minimizeScalar } from "./minimize-scalar.js";

test.each<[string, (x: number) => number, number, number, number]>([
  ["(x − 2)²", (x) => (x - 2) ** 2, 0, 5, 2],
  ["x ln x, ends reversed", (x) => x * Math.log(x), 2, 0.01, Math.exp(-1)],
  ["a kink", (x) => Math.abs(x - 0.3), -1, 1, 0.3],
  ["a quartic floor", (x) => (x - 1) ** 4, -3, 4, 1],
  ["a wall", (x) => (x < 0.5 ? Infinity : x), 0, 1, 0.5],
  ["a minimum at zero", (x) => Math.cosh(x), -1, 3, 0],
])("finds the minimum of %s", (name, f, a, b, minimum) => {
  const result = minimizeScalar(f, a, b);
  expect(result.reason).toBe("converged");
  // A quartic is flat to rounding within ε^(1/4).
  expect(Math.abs(result.x - minimum)).toBeLessThan(name === "a quartic floor" ? 1e-3 : 3e-8);
  expect(result.f).toBe(f(result.x));
});

test("finds the end that f falls towards", () => {
  const { x, reason } = minimizeScalar((x) => x, 2, 3);
  expect(reason).toBe("converged");
  expect(x - 2).toBeLessThan(1e-7);
});

test("finds the minimum of any unimodal function within the tolerance", () => {
  const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(double(-3, 3), double(0.01, 4), double(0.01, 4), double(0.1, 20), (minimum, left, right, slope) => {
      const f = (x: number) => (x < minimum ? slope * (minimum - x) : (x - minimum) * (1 + x - minimum));
      const result = minimizeScalar(f, minimum - left, minimum + right);
      expect(result.reason).toBe("converged");
      expect(Math.abs(result.x - minimum)).toBeLessThan(4 * (1.5e-8 * Math.abs(minimum) + 1e-10 * (left + right)));
    }),
  );
});

test("says why it stopped", () => {
  expect(minimizeScalar(Math.cosh, -1, 3, { maxIterations: 4 })).toMatchObject({
    iterations: 4,
    reason: "max-iterations",
  });
  expect(minimizeScalar((x) => (x > 0.5 ? Number.NaN : -x), 0, 1)).toMatchObject({
    f: Number.NaN,
    reason: "non-finite",
  });
  expect(minimizeScalar((x) => Math.log(x), -1, 1).reason).toBe("non-finite");
  expect(minimizeScalar(() => Infinity, 0, 1).reason).toBe("non-finite");
  expect(() => minimizeScalar(Math.cosh, -Infinity, 1)).toThrow("invalid interval: -Infinity … 1; expected two finite");
});

test("converges superlinearly, with about the order 1.32 of parabolic interpolation", () => {
  const f = (x: number) => Math.exp(x) - 2 * x;
  const errors = Array.from({ length: 14 }, (_, maxIterations) =>
    Math.abs(minimizeScalar(f, 0, 2, { maxIterations, tolerance: 0 }).x - Math.LN2),
  );
  // From where parabolas take over to where f is flat to its rounding; each best point once.
  const logarithms = [...new Set(errors)].filter((error) => error < 0.05 && error > 2e-8).map(Math.log);
  const gains = logarithms.slice(1).map((logarithm, i) => logarithms[i]! - logarithm);
  const order = (gains.at(-1)! / gains[0]!) ** (1 / (gains.length - 1));
  expect(gains.length).toBeGreaterThan(3);
  expect(Math.abs(order - 1.3247)).toBeLessThan(0.05);
  expect(minimizeScalar(f, 0, 2).iterations).toBeLessThan(15);
});
