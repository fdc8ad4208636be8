import { describe, expect, it } from "vitest";
import { type Box, minimizeWithin, type Smooth } from "./minimize-within.js";
import { polishMinimum } from "./polish-minimum.js";

const everywhere: Box = { lower: new Float64Array(2).fill(-Infinity), upper: new Float64Array(2).fill(Infinity) };

/** Rosenbrock's valley, with Gauss and Newton's matrix as the one that is never indefinite. */
const rosenbrock: Smooth = {
  value: (u) => (1 - u[0]!) ** 2 + 100 * (u[1]! - u[0]! ** 2) ** 2,
  expand(u) {
    const [x, y] = [u[0]!, u[1]!];
    return {
      value: rosenbrock.value(u),
      gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
      hessian: Float64Array.of(2 - 400 * (y - 3 * x * x), -400 * x, -400 * x, 200),
      majoriser: Float64Array.of(2 + 800 * x * x, -400 * x, -400 * x, 200),
    };
  },
};

describe("minimizeWithin", () => {
  it("finds the minimum from where the Hessian is indefinite", () => {
    const start = Float64Array.of(0, 2);
    const { hessian } = rosenbrock.expand(start, true);
    expect(hessian[0]! * hessian[3]! - hessian[1]! ** 2).toBeLessThan(0);
    const { u, reason } = minimizeWithin(rosenbrock, start, everywhere);
    expect(reason).toBe("converged");
    expect(Math.hypot(u[0]! - 1, u[1]! - 1)).toBeLessThan(1e-9);
  });

  it("ends on the bound that the minimum lies beyond, at the stationary point of what is free", () => {
    const box = { lower: Float64Array.of(-2, -2), upper: Float64Array.of(0.5, 2) };
    const { u, reason } = minimizeWithin(rosenbrock, Float64Array.of(-1.2, 1), box);
    expect(reason).toBe("converged");
    expect([...u]).toEqual([0.5, expect.closeTo(0.25, 12)]);
  });

  it("moves nothing that its bounds hold fixed", () => {
    const box = { lower: Float64Array.of(-1, -5), upper: Float64Array.of(-1, 5) };
    const { u, value } = minimizeWithin(rosenbrock, Float64Array.of(3, 0), box);
    expect([...u]).toEqual([-1, expect.closeTo(1, 12)]);
    expect(value).toBeCloseTo(4, 12);
  });

  it("says where it ran out of steps, and where the function is no number", () => {
    expect(minimizeWithin(rosenbrock, Float64Array.of(-1.2, 1), everywhere, { maxSteps: 2 }).reason).toBe("max-steps");
    expect(minimizeWithin(rosenbrock, Float64Array.of(Number.NaN, 1), everywhere).reason).toBe("non-finite");
  });

  it("is polished to rounding from where values cannot tell points apart", () => {
    const rough = minimizeWithin(rosenbrock, Float64Array.of(-1.2, 1), everywhere, { tolerance: 1e-4 });
    const { u } = polishMinimum(rosenbrock, { ...rough, u: Float64Array.of(1 + 1e-6, 1 - 1e-6), value: 1 }, everywhere);
    expect(Math.hypot(u[0]! - 1, u[1]! - 1)).toBeLessThan(1e-14);
  });
});
