import { describe, expect, it } from "vitest";
import { chooseProvider } from "../../src/lab/providers/index.js";
import { matrix } from "../../src/numerics/linear-algebra/matrix.js";
import { rootStream } from "../../src/numerics/random/index.js";
import { estimate } from "../../src/numerics/statistics/index.js";
import {
  ampThreshold,
  buildSpinGlass,
  descend,
  drawTasks,
  generalizationError,
  groundState,
  hessian,
  localRegularisation,
  solveAmp,
  solveGamp,
  solveRelaxedBp,
  solveTap,
  solveVariances,
  trainBySgd,
} from "../../src/spinglass/index.js";

const algebra = chooseProvider("embedded");
const settings = { lambda: 0.01, beta: 100 };

const largestDifference = (a: Float64Array, b: Float64Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);

describe("at P = 10,000, D = 20, N = 200, λ = 0.01 (check 2)", () => {
  const tasks = drawTasks(rootStream(1), { P: 10_000, D: 20, N: 200 });
  const glass = buildSpinGlass(tasks, algebra);
  const exact = groundState(glass, settings.lambda, algebra);

  it("r-BP (θ = 0.5) has the exact mean", () => {
    const { mean, reason } = solveRelaxedBp(glass, { ...settings, damping: 0.5 });
    expect(reason).toBe("converged");
    expect(largestDifference(mean, exact)).toBeLessThan(1e-8);
  });

  it("TAP, GAMP and gradient descent have the exact mean", () => {
    for (const { mean, reason } of [
      solveTap(glass, settings, algebra),
      solveGamp(tasks, settings, algebra),
      descend(glass, settings, algebra),
    ]) {
      expect(reason).toBe("converged");
      expect(largestDifference(mean, exact)).toBeLessThan(1e-8);
    }
  });

  it("AMP (153) solves (R + diag(λ − V))m = h instead", () => {
    const { mean, variance, reason } = solveAmp(glass, settings, algebra);
    expect(reason).toBe("converged");
    const local = localRegularisation(glass, settings.lambda);
    const shifted = hessian(glass, settings.lambda);
    const p = mean.length;
    for (let i = 0; i < p; i++) shifted.data[i * p + i]! -= local[i]! - 1 / (settings.beta * variance![i]!);
    const solution = algebra.solve(shifted, matrix(p, 1, glass.field)).data;
    expect(largestDifference(mean, solution)).toBeLessThan(1e-8);
  });

  it("AMP (153) is not the exact mean: it deviates by 0.038 ± 0.002", () => {
    const deviations = [1, 2, 3, 4, 5, 6].map((seed) => {
      const own = buildSpinGlass(drawTasks(rootStream(seed), { P: 10_000, D: 20, N: 200 }), algebra);
      return largestDifference(solveAmp(own, settings, algebra).mean, groundState(own, settings.lambda, algebra));
    });
    expect(Math.abs(estimate(deviations).value! - 0.038)).toBeLessThan(0.002);
  });

  it("β drops out of AMP's means, and v = 1/(βλ) for a spin that couples to nothing (check 6)", () => {
    const reference = solveAmp(glass, { lambda: 0.01, beta: 1 }, algebra).mean;
    for (const beta of [100, 1e4]) {
      expect(largestDifference(solveAmp(glass, { lambda: 0.01, beta }, algebra).mean, reference)).toBeLessThan(1e-8);
    }
    const dead = {
      ...glass,
      secondMoment: matrix(2, 2, new Float64Array([1, 0, 0, 0])),
      field: new Float64Array([1, 0]),
    };
    for (const beta of [1, 100]) {
      const { variance, mean } = solveAmp(dead, { lambda: 0.01, beta }, algebra);
      expect(Math.abs(variance![1]! * beta * 0.01 - 1)).toBeLessThan(1e-12);
      expect(mean[1]).toBe(0);
    }
  });

  it("SGD on the loss as written agrees with the ground state in error to 1 %", () => {
    const { mean: trained, reason } = trainBySgd(
      tasks,
      { lambda: 0.01, epochs: 30 },
      { stream: rootStream(1).child("sgd"), algebra },
    );
    expect(reason).toBe("converged");
    const [error, best] = [trained, exact].map((spins) => generalizationError(spins, { D: 20, N: 200 })) as [
      number,
      number,
    ];
    expect(Math.abs(error / best - 1)).toBeLessThan(0.01);
  });
});

describe("where the variances of (153) have a fixed point, D = 20, N = 100, λ = 0.01 (check 7)", () => {
  const count = (P: number, seeds: number) => {
    const reasons = Array.from({ length: seeds }, (_, seed) => {
      const glass = buildSpinGlass(drawTasks(rootStream(seed).child(P), { P, D: 20, N: 100 }), algebra);
      return solveVariances(glass, { lambda: 0.01, beta: 1, maxIterations: 100_000 }, algebra).reason;
    });
    return reasons.filter((reason) => reason === "converged").length;
  };

  it("is between P = 1400 (no seed) and P = 1800–2000 (every seed), around P_c = 1632", () => {
    expect(ampThreshold({ D: 20, N: 100, lambda: 0.01 })).toBeGreaterThan(1631);
    expect(ampThreshold({ D: 20, N: 100, lambda: 0.01 })).toBeLessThan(1633);
    expect(count(1400, 8)).toBe(0);
    expect(count(1800, 8)).toBe(8);
    expect(count(2000, 8)).toBe(8);
  });
});

describe("below P_c", () => {
  it.each([60, 100, 400])("only GAMP converges, and to the exact mean, at P = %d", (P) => {
    const tasks = drawTasks(rootStream(7).child(P), { P, D: 20, N: 100 });
    const glass = buildSpinGlass(tasks, algebra);
    expect(solveAmp(glass, settings, algebra).reason).toBe("no-fixed-point");
    expect(solveTap(glass, settings, algebra).reason).toBe("no-fixed-point");
    expect(solveRelaxedBp(glass, settings).reason).not.toBe("converged");
    const { mean, reason } = solveGamp(tasks, settings, algebra);
    expect(reason).toBe("converged");
    expect(largestDifference(mean, groundState(glass, 0.01, algebra))).toBeLessThan(1e-8);
  });

  it("just above P_c the means of (153) diverge although its variances settle, and the solver says so", () => {
    const glass = buildSpinGlass(drawTasks(rootStream(0).child(1800), { P: 1800, D: 20, N: 100 }), algebra);
    const { reason, mean } = solveAmp(glass, settings, algebra);
    expect(reason).toBe("diverged");
    expect(mean.every(Number.isFinite)).toBe(true);
  });
});

it("solvers refuse λ and β that make no model", () => {
  const glass = buildSpinGlass(drawTasks(rootStream(8), { P: 5, D: 2, N: 3 }), algebra);
  expect(() => solveAmp(glass, { lambda: 0, beta: 1 }, algebra)).toThrow(
    "invalid lambda: 0; expected a number above 0",
  );
  expect(() => solveAmp(glass, { lambda: 1, beta: -1 }, algebra)).toThrow(
    "invalid beta: -1; expected a number above 0",
  );
  expect(() => groundState(glass, 0, algebra)).toThrow("invalid lambda");
  expect(() => solveRelaxedBp(glass, { lambda: 1, beta: 1, damping: 1 })).toThrow("invalid damping: 1");
});

it("couplings, fields and AMP of the headline solve take less than 0.5 s (check 13)", () => {
  const tasks = drawTasks(rootStream(1), { P: 10_000, D: 20, N: 200 });
  const seconds = [1, 2, 3, 4, 5].map(() => {
    const start = performance.now();
    expect(solveAmp(buildSpinGlass(tasks, algebra), settings, algebra).reason).toBe("converged");
    return (performance.now() - start) / 1000;
  });
  expect(Math.min(...seconds)).toBeLessThan(0.5);
});
