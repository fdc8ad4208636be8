import { describe, expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { minimizeLbfgs, type Objective } from "./minimize-lbfgs.js";

/** Rosenbrock's function of n unknowns, with its minimum 0 at (1, …, 1). */
const rosenbrock: Objective = (x, gradient) => {
  let sum = 0;
  gradient.fill(0);
  for (let j = 0; j + 1 < x.length; j++) {
    const [a, b] = [1 - x[j]!, x[j + 1]! - x[j]! ** 2];
    sum += a * a + 100 * b * b;
    gradient[j]! += -2 * a - 400 * x[j]! * b;
    gradient[j + 1]! += 200 * b;
  }
  return sum;
};

test.each([2, 10, 100])("finds the minimum of Rosenbrock's function of %d unknowns", (n) => {
  const start = Float64Array.from({ length: n }, (_, j) => (j % 2 === 0 ? -1.2 : 1));
  const result = minimizeLbfgs(rosenbrock, start, { tolerance: 1e-10 });
  expect(result.reason).toBe("converged");
  expect(result.residual).toBeLessThanOrEqual(1e-10);
  // There is a second, local minimum near (−1, 1, …, 1) from four unknowns on.
  const gradient = new Float64Array(n);
  expect(rosenbrock(result.x, gradient)).toBe(result.f);
  if (n === 2) for (const value of result.x) expect(value).toBeCloseTo(1, 9);
  expect(result.f < 1e-15 || Math.abs(result.f - 3.986) < 0.01).toBe(true);
});

test("finds the minimum of any convex quadratic, however badly scaled, in few evaluations", () => {
  const numbers = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(numbers, numbers, (exponents, centre) => {
      const curvature = exponents.map((exponent) => 10 ** (exponent / 2));
      const at = (j: number) => centre[j % centre.length]!;
      const result = minimizeLbfgs((x, gradient) => {
        let sum = 0;
        for (let j = 0; j < x.length; j++) {
          gradient[j] = curvature[j]! * (x[j]! - at(j));
          sum += (gradient[j]! * (x[j]! - at(j))) / 2;
        }
        return sum;
      }, new Float64Array(exponents.length));
      expect(result.reason).toBe("converged");
      expect(result.evaluations).toBeLessThan(500);
      for (const [j, value] of result.x.entries())
        expect(Math.abs(value - at(j))).toBeLessThan(1e-8 / curvature[j]! + 1e-12);
    }),
  );
});

describe("steps back from outside the domain", () => {
  test("of a logarithm", () => {
    const result = minimizeLbfgs(
      ([x], gradient) => {
        gradient[0] = 1 - 1 / x!;
        return x! - Math.log(x!);
      },
      [30],
      { tolerance: 1e-12 },
    );
    expect(result.reason).toBe("converged");
    expect(result.x[0]).toBeCloseTo(1, 11);
  });
});

test("says why it stopped", () => {
  const square: Objective = ([x], gradient) => {
    gradient[0] = 2 * x!;
    return x! * x!;
  };
  expect(minimizeLbfgs(square, [0])).toMatchObject({ iterations: 0, evaluations: 1, reason: "converged" });
  expect(minimizeLbfgs(rosenbrock, [-1.2, 1], { maxIterations: 3 })).toMatchObject({
    iterations: 3,
    reason: "max-iterations",
  });
  const wrong: Objective = ([x], gradient) => {
    gradient[0] = -2 * x!;
    return x! * x!;
  };
  expect(minimizeLbfgs(wrong, [1]).reason).toBe("no-descent");
  expect(minimizeLbfgs(() => Number.NaN, [1]).reason).toBe("non-finite");
  const fall: Objective = ([x], gradient) => {
    gradient[0] = -1;
    return -x!;
  };
  expect(minimizeLbfgs(fall, [0]).reason).not.toBe("converged");
  expect(() => minimizeLbfgs(square, [1], { memory: 0 })).toThrow(InputError);
});
