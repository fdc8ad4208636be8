import { describe, expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { rootStream } from "../random/index.js";
import { type LeastSquaresProblem, levenbergMarquardt } from "./levenberg-marquardt.js";
import { multistartLeastSquares, scatteredStarts } from "./multistart.js";
import { factoriseQr, norm, solveLeastSquares } from "./qr.js";

/** A problem from rows of residuals and the columns of their Jacobian. */
function problem(
  size: number,
  residuals: (theta: number[]) => number[],
  jacobian: (theta: number[]) => number[][],
): LeastSquaresProblem {
  return {
    size,
    residuals: (theta, out) => out.set(residuals([...theta])),
    jacobian: (theta, out) => out.set(jacobian([...theta]).flat()),
  };
}

/** Six equations in three unknowns: columns one after another, and the right-hand sides. */
function linear(columns: ArrayLike<number>, b: ArrayLike<number>): LeastSquaresProblem {
  return {
    size: 6,
    residuals: (theta, out) => {
      for (let i = 0; i < 6; i++) out[i] = theta.reduce((sum, t, j) => sum + t * columns[j * 6 + i]!, -b[i]!);
    },
    jacobian: (_, out) => out.set(columns),
  };
}

const rosenbrock = problem(
  2,
  ([x, y]) => [10 * (y! - x! * x!), 1 - x!],
  ([x]) => [
    [-20 * x!, -1],
    [10, 0],
  ],
);
/** Powell's singular function: the Jacobian has rank 2 at the minimum 0. */
const powell = problem(
  4,
  ([a, b, c, d]) => [a! + 10 * b!, Math.sqrt(5) * (c! - d!), (b! - 2 * c!) ** 2, Math.sqrt(10) * (a! - d!) ** 2],
  ([a, b, c, d]) => [
    [1, 0, 0, 2 * Math.sqrt(10) * (a! - d!)],
    [10, 0, 2 * (b! - 2 * c!), 0],
    [0, Math.sqrt(5), -4 * (b! - 2 * c!), 0],
    [0, -Math.sqrt(5), 0, -2 * Math.sqrt(10) * (a! - d!)],
  ],
);
/** Freudenstein and Roth: a root at (5, 4) and a local minimum at (11.41…, −0.8968…) with ‖r‖² = 48.98… */
const freudenstein = problem(
  2,
  ([x, y]) => [-13 + x! + ((5 - y!) * y! - 2) * y!, -29 + x! + ((y! + 1) * y! - 14) * y!],
  ([, y]) => [
    [1, 1],
    [(10 - 3 * y!) * y! - 2, (3 * y! + 2) * y! - 14],
  ],
);

describe("levenbergMarquardt", () => {
  test("finds minima that are known", () => {
    const valley = levenbergMarquardt(rosenbrock, [-1.2, 1]);
    expect(valley.reason).toBe("converged");
    expect([...valley.theta]).toEqual([1, 1]);
    const singular = levenbergMarquardt(powell, [3, -1, 0, 1]);
    expect(singular.reason).toBe("converged");
    expect(norm(singular.theta)).toBeLessThan(1e-4);
    const local = levenbergMarquardt(freudenstein, [0.5, -2]);
    expect(local.reason).toBe("converged");
    expect(local.residual ** 2).toBeCloseTo(48.98425, 5);
    expect(local.cosine).toBeLessThan(1e-8);
  });

  test("solves linear problems with badly scaled columns, as QR does", () => {
    const columns = Float64Array.of(1, 1, 1, 1, 1e8, 2e8, 3e8, 5e8, 1e-7, 0, 0, 3e-7);
    const b = Float64Array.of(1, -2, 3, 0.5);
    const linear: LeastSquaresProblem = {
      size: 4,
      residuals: (theta, out) => {
        for (let i = 0; i < 4; i++) out[i] = theta.reduce((sum, t, j) => sum + t * columns[j * 4 + i]!, -b[i]!);
      },
      jacobian: (_, out) => out.set(columns),
    };
    const result = levenbergMarquardt(linear, [0, 0, 0]);
    const direct = solveLeastSquares(columns, b);
    expect(result.reason).toBe("converged");
    expect(result.residual).toBeCloseTo(direct.residual, 14);
    for (const [j, value] of direct.x.entries()) expect(result.theta[j]! / value).toBeCloseTo(1, 12);
  });

  test("keeps within bounds and finds the minimum there", () => {
    const result = levenbergMarquardt(rosenbrock, [-1.2, 1], { lower: [-2, -2], upper: [0.5, 2] });
    expect(result.reason).toBe("converged");
    expect(result.theta[0]).toBe(0.5);
    expect(result.theta[1]).toBeCloseTo(0.25, 14);
    const inside = levenbergMarquardt(rosenbrock, [-5, 9], { lower: [-2, -2], upper: [2, 2] });
    expect(inside.theta[0]).toBeCloseTo(1, 14);
    const corner = levenbergMarquardt(rosenbrock, [0, 0], { lower: [2, 1], upper: [3, 2] });
    expect([...corner.theta]).toEqual([2, 2]);
    expect(corner).toMatchObject({ reason: "converged", cosine: 0 });
    const fixed = levenbergMarquardt(rosenbrock, [-1, 7], { lower: [-1, -9], upper: [-1, 9] });
    expect(fixed.theta[0]).toBe(-1);
    expect(fixed.theta[1]).toBeCloseTo(1, 14);
  });

  test("bounded linear problems satisfy the optimality conditions", () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 24, maxLength: 24 }), (numbers) => {
        const columns = Float64Array.from(numbers.slice(0, 18), (value) => Math.round(8 * value) / 8);
        const b = Float64Array.from(numbers.slice(18));
        const fitted = linear(columns, b);
        const result = levenbergMarquardt(fitted, [0.1, 0.2, 0.3], { lower: [0, 0, 0], upper: [0.5, 0.5, 0.5] });
        expect(result.reason).toBe("converged");
        const r = new Float64Array(6);
        fitted.residuals(result.theta, r);
        for (const [j, value] of result.theta.entries()) {
          const slope = r.reduce((sum, ri, i) => sum + ri * columns[j * 6 + i]!, 0);
          if (value > 0) expect(slope).toBeLessThan(1e-7);
          if (value < 0.5) expect(slope).toBeGreaterThan(-1e-7);
        }
      }),
    );
  });

  test("comes to a bound that rounding keeps it off by a hair", () => {
    const columns = [0, 0, 0.875, 0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, -0.125, 0.25, -1, 0];
    const b = [-0.9060051781125367, 0.5913604502566159, 0.7122708386741579, 0, 0, 0];
    const result = levenbergMarquardt(linear(columns, b), [0.1, 0.2, 0.3], {
      lower: [0, 0, 0],
      upper: [0.5, 0.5, 0.5],
    });
    expect(result).toMatchObject({ reason: "converged", theta: Float64Array.of(0.5, 0, 0) });
  });

  test("says why it stopped", () => {
    expect(levenbergMarquardt(rosenbrock, [-1.2, 1], { maxIterations: 2 })).toMatchObject({
      iterations: 2,
      reason: "max-iterations",
    });
    expect(levenbergMarquardt(rosenbrock, [Number.NaN, 1]).reason).toBe("non-finite");
    const wrong = problem(
      1,
      ([x]) => [x! - 2],
      () => [[-1]],
    );
    expect(levenbergMarquardt(wrong, [5]).reason).toBe("no-descent");
    expect(() => levenbergMarquardt(rosenbrock, [1, 1], { lower: [2, 2], upper: [1, 1] })).toThrow(InputError);
    expect(() => levenbergMarquardt(rosenbrock, [1, 1], { lower: [2] })).toThrow(InputError);
  });

  test("converges quadratically where the residual vanishes", () => {
    const errors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
      .map((maxIterations) =>
        norm(levenbergMarquardt(freudenstein, [6, 5], { maxIterations }).theta.map((t, j) => t - [5, 4][j]!)),
      )
      .filter((error, i, all) => error > 1e-13 && error !== all[i - 1] && error < 1);
    const [early, middle, late] = errors.slice(-3).map(Math.log);
    expect((late! - middle!) / (middle! - early!)).toBeGreaterThan(1.6);
  });
});

test("multistartLeastSquares tells minima apart, best first", () => {
  const starts = scatteredStarts([8, -1], 40, 1, rootStream(1));
  expect(starts).toHaveLength(41);
  expect([...starts[0]!]).toEqual([8, -1]);
  expect(starts.every(([x, y]) => x! > 0 && y! < 0)).toBe(true);
  const { best, minima, failed } = multistartLeastSquares(freudenstein, [...starts, [6, 5]]);
  expect(best.residual).toBeLessThan(1e-10);
  expect(best.theta[0]).toBeCloseTo(5, 10);
  expect(minima).toHaveLength(2);
  expect(minima[1]!.result.residual ** 2).toBeCloseTo(48.98425, 5);
  expect(minima[0]!.starts + minima[1]!.starts + failed).toBe(42);
  expect(multistartLeastSquares(rosenbrock, [[Number.NaN, 1]])).toMatchObject({ minima: [], failed: 1 });
});

describe("QR", () => {
  test("finds the rank and a basic solution of dependent columns", () => {
    const columns = Float64Array.of(1, 2, 3, 2, 4, 6, 0, 1, 0);
    const { x, residual, rank } = solveLeastSquares(columns, Float64Array.of(1, 5, 3));
    expect(rank).toBe(2);
    expect(residual).toBeLessThan(1e-14);
    expect(x.filter((value) => value === 0)).toHaveLength(1);
    expect(solveLeastSquares(new Float64Array(6), Float64Array.of(3, 4))).toMatchObject({ rank: 0, residual: 5 });
  });

  test("of a tall matrix has RᵀR = PᵀAᵀAP and solves it to rounding, whatever the sizes", () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 6 }),
        fc.array(entry, { minLength: 60, maxLength: 60 }),
        (p, more, list) => {
          const m = p + more;
          const a = Float64Array.from(list.slice(0, p * m));
          const { data, order } = factoriseQr(a.slice(), m, p);
          for (let k = 0; k < p; k++) {
            for (let l = 0; l <= k; l++) {
              let [wanted, actual] = [0, 0];
              for (let i = 0; i < m; i++) wanted += a[order[k]! * m + i]! * a[order[l]! * m + i]!;
              for (let i = 0; i <= l; i++) actual += data[k * m + i]! * data[l * m + i]!;
              expect(Math.abs(actual - wanted)).toBeLessThan(1e-13);
            }
          }
        },
      ),
    );
  });

  test("norm neither overflows nor underflows", () => {
    expect(norm(Float64Array.of(3e200, 4e200))).toBeCloseTo(5e200, -190);
    expect(norm(Float64Array.of(3e-200, 4e-200)) / 5e-200).toBeCloseTo(1, 14);
    expect(norm(Float64Array.of(0, 0))).toBe(0);
    expect(norm(Float64Array.of(1, Number.NaN))).toBeNaN();
    expect(norm(Float64Array.of(1, Infinity))).toBe(Infinity);
  });
});
