import { describe, expect, it } from "vitest";
import { chooseProvider } from "../../src/lab/providers/index.js";
import { rootStream } from "../../src/numerics/random/index.js";
import { estimate } from "../../src/numerics/statistics/index.js";
import {
  ampEquivalent,
  ampFixedPoint,
  ampThreshold,
  blockSummary,
  buildSpinGlass,
  contrast,
  drawTasks,
  generalizationError,
  groundState,
  inverseWishartDistance,
  meanDiagonal,
  minimumNormSolution,
  populationDiagonal,
  populationError,
  predict,
  ridgeEquivalent,
  ridgelessError,
  ridgelessLimit,
  solveAmp,
} from "../../src/spinglass/index.js";

const algebra = chooseProvider("embedded");

/*
 * Reference numbers: an independent NumPy computation of the same quantities, mean of 50 seeds, with its standard
 * deviation over seeds. D = 20, λ = 0.01, P = 10,000.
 */
describe("generalisation error of ridge and AMP (check 3)", () => {
  it.each([
    { N: 10, ridge: 0.70878, amp: 0.71358, sd: 0.0023 },
    { N: 20, ridge: 0.53738, amp: 0.53701, sd: 0.0018 },
    { N: 50, ridge: 0.31878, amp: 0.31347, sd: 0.0015 },
    { N: 100, ridge: 0.19831, amp: 0.19065, sd: 0.0013 },
    { N: 200, ridge: 0.12177, amp: 0.11281, sd: 0.0011 },
  ])("N = $N", ({ N, ridge, amp, sd }) => {
    const seeds = [0, 1, 2, 3];
    const found = seeds.map((seed) => {
      const glass = buildSpinGlass(drawTasks(rootStream(seed).child("error", N), { P: 10_000, D: 20, N }), algebra);
      return {
        ridge: generalizationError(groundState(glass, 0.01, algebra), { D: 20, N }),
        amp: generalizationError(solveAmp(glass, { lambda: 0.01, beta: 100 }, algebra).mean, { D: 20, N }),
      };
    });
    const tolerance = (4 * sd) / Math.sqrt(seeds.length);
    expect(Math.abs(estimate(found.map((one) => one.ridge)).value! - ridge)).toBeLessThan(tolerance);
    expect(Math.abs(estimate(found.map((one) => one.amp)).value! - amp)).toBeLessThan(tolerance);
  });

  it.each([
    { name: "independent examples", c: 0, sampler: "literal" as const, P: 40_000 },
    { name: "independent examples, compact", c: 0, sampler: "exact" as const, P: 200_000 },
    { name: "correlated examples, eq. (162)", c: 0.4, sampler: "exact" as const, P: 200_000 },
  ])("the exact formula agrees with Monte Carlo: $name", ({ c, sampler, P }) => {
    const [D, N] = [6, 15];
    const spins = rootStream(9).fillNormal(new Float64Array(D * (D + 1)));
    const tasks = drawTasks(rootStream(10).child("monte-carlo"), { P, D, N, c, sampler });
    const predictions = predict(tasks, spins, algebra);
    const { value, stderr } = estimate(predictions.map((y, task) => (y - tasks.targets[task]!) ** 2));
    expect(Math.abs(value! - generalizationError(spins, { D, N, c }))).toBeLessThan(4 * stderr!);
  });
});

describe("population optimum (check 5)", () => {
  it("W11 → I/(1+(D+1)/N+λD) and W21 → 0 at P = 200,000", () => {
    const glass = buildSpinGlass(drawTasks(rootStream(11), { P: 200_000, D: 20, N: 200 }), algebra);
    const spins = groundState(glass, 0.01, algebra);
    const expected = populationDiagonal({ D: 20, N: 200 }, 0.01);
    expect(expected).toBeCloseTo(1 / (1 + 21 / 200 + 0.2), 12);
    expect(Math.abs(meanDiagonal(spins, 20) - expected)).toBeLessThan(0.002);
    expect(Math.sqrt(blockSummary(spins, 20).square21)).toBeLessThan(0.01);
  });

  it("has error (D+1)/(N+D+1) at λ = 0", () => {
    expect(populationError({ D: 20, N: 200 }, 0)).toBeCloseTo(21 / 221, 12);
  });
});

describe("double descent of the minimum-norm solution, D = 20, N = 100 (check 9)", () => {
  const errors = (alpha: number, seeds = 10) => {
    const P = Math.round(alpha * 400);
    return Array.from({ length: seeds }, (_, seed) => {
      const tasks = drawTasks(rootStream(seed).child("descent", P), { P, D: 20, N: 100 });
      const spins = minimumNormSolution(tasks, buildSpinGlass(tasks, algebra), algebra);
      return generalizationError(spins, { D: 20, N: 100 });
    });
  };

  it("is 0.865 ± 0.03 at α = 0.5 and 0.392 ± 0.015 at α = 2", () => {
    expect(Math.abs(estimate(errors(0.5)).value! - 0.865)).toBeLessThan(0.03);
    expect(Math.abs(estimate(errors(2)).value! - 0.392)).toBeLessThan(0.015);
  });

  it("peaks at α = 1 + 1/D = 1.05, not at 1", () => {
    const grid = [0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2];
    const medians = grid.map((alpha) => errors(alpha).sort((a, b) => a - b)[5]!);
    expect(grid[medians.indexOf(Math.max(...medians))]).toBe(1.05);
  });

  it("interpolates: P = 60 tasks are predicted without error", () => {
    const tasks = drawTasks(rootStream(12), { P: 60, D: 20, N: 100 });
    const spins = minimumNormSolution(tasks, buildSpinGlass(tasks, algebra), algebra);
    const worst = predict(tasks, spins, algebra).map((y, task) => Math.abs(y - tasks.targets[task]!));
    expect(Math.max(...worst)).toBeLessThan(1e-10);
  });
});

describe("closed forms", () => {
  it("P_c of AMP (153), D = 20: smallest whole P at which a fixed point exists", () => {
    const table: Record<number, number[]> = { 200: [59, 452, 1543, 2088], 100: [64, 496, 1632, 2156] };
    for (const [N, thresholds] of Object.entries(table)) {
      [1, 0.1, 0.01, 1e-4].forEach((lambda, i) => {
        expect(Math.ceil(ampThreshold({ D: 20, N: Number(N), lambda }))).toBe(thresholds[i]);
      });
    }
  });

  it("the fixed point of AMP (153): V11 = 0.0026, V21 = 0.057, shrunk diagonal within 0.002 of simulation", () => {
    const point = { P: 10_000, D: 20, N: 200, lambda: 0.01 };
    expect(ampFixedPoint(point)!.V11).toBeCloseTo(0.0026, 4);
    expect(ampFixedPoint(point)!.V21).toBeCloseTo(0.057, 3);
    expect(Math.abs(ampEquivalent(point)!.diagonal - 0.7947)).toBeLessThan(0.002);
    expect(ampEquivalent({ ...point, P: 1500 })).toBeUndefined();
  });

  it("least squares: ε* + X/P, to O(1/P²)", () => {
    expect(ridgelessError({ P: 10_000, D: 20, N: 20 })).toBeCloseTo(0.53726, 5);
    expect(ridgelessError({ P: 10_000, D: 20, N: 200 })).toBeCloseTo(0.09984, 5);
  });

  it("deterministic equivalent of ridge: error 0.1213, low by less than 1 %", () => {
    expect(ridgeEquivalent({ P: 10_000, D: 20, N: 200, lambda: 0.01 })!.error).toBeCloseTo(0.1213, 4);
  });

  it("deterministic equivalent at λ = 0 tends to the limit of Lu et al. as D → ∞", () => {
    const gap = (D: number) => {
      const finite = ridgeEquivalent({ P: 4 * D * D, D, N: 5 * D, lambda: 0 })!.error;
      return Math.abs(finite - ridgelessLimit({ q: 0.2, tau: 4 }));
    };
    expect(ridgelessLimit({ q: 0.2, tau: 4 })).toBeCloseTo(0.2222, 4);
    expect(gap(400)).toBeLessThan(0.003);
    expect(gap(400) / gap(200)).toBeCloseTo(0.5, 1);
  });

  it("contrast of the ridge ground state at λ = 1, in both normalisations", () => {
    const references = [
      { P: 1000, N: 100, thesis: 0.777 },
      { P: 400, N: 100, thesis: 0.61 },
      { P: 1000, N: 20, thesis: 0.717 },
      { P: 200, N: 100, thesis: 0.479 },
    ];
    for (const { P, N, thesis } of references) {
      const found = [0, 1, 2, 3, 4, 5].map((seed) => {
        const glass = buildSpinGlass(drawTasks(rootStream(seed).child("contrast", P, N), { P, D: 20, N }), algebra);
        const spins = groundState(glass, 1, algebra);
        expect(contrast(spins, 20, "code")).toBeCloseTo(contrast(spins, 20) * Math.sqrt(20 / 21), 12);
        return contrast(spins, 20);
      });
      const { value, stderr } = estimate(found);
      expect(Math.abs(value! - thesis)).toBeLessThan(4 * stderr! + 0.0005);
      expect(Math.abs(ridgeEquivalent({ P, D: 20, N, lambda: 1 })!.contrast - value!)).toBeLessThan(0.05);
    }
  });

  it("fig. 8: E‖C₀⁻¹ − I‖² = 5.582 at D = 10, N = 50", () => {
    expect(inverseWishartDistance({ D: 10, N: 50 })).toBeCloseTo(5.582, 3);
    expect(() => inverseWishartDistance({ D: 10, N: 13 })).toThrow("invalid N: 13; expected more than D + 3 = 13");
  });
});
