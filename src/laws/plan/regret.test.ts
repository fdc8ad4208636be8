import { describe, expect, it } from "vitest";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { allocateChinchilla, planAt } from "./allocation.js";
import { nextRuns } from "./next-run.js";
import { chosenAt, flatRange, regretOf, twentyTokens } from "./regret.js";
import { type ChinchillaConstants, chinchillaSurface } from "./surface.js";

const huber = { E: 1.817218, A: 477.825, B: 2143.42, alpha: 0.34731, beta: 0.367172 };
const surface = chinchillaSurface(huber);

describe("regret", () => {
  it("is nothing at the optimum, and small for twenty tokens at Chinchilla's budget", () => {
    const { N, D } = allocateChinchilla(huber, 5.76e23);
    expect(regretOf(surface, { N, D }).wasted).toBeLessThan(1e-9);
    const rule = regretOf(surface, twentyTokens(5.76e23));
    expect(rule.loss).toBeGreaterThan(0);
    expect(rule.wasted).toBeLessThan(0.01);
  });

  it("has the compute that a well-spent budget needs for the same loss", () => {
    const chosen = chosenAt(1e22, { tokensPerParameter: 200 });
    expect(chosen.D / chosen.N).toBeCloseTo(200, 10);
    expect(6 * chosen.N * chosen.D).toBeCloseTo(1e22, -10);
    const frontier = (C: number) => allocateChinchilla(huber, C);
    const regret = regretOf(surface, chosen, frontier);
    expect(frontier(regret.equivalentCompute).loss).toBeCloseTo(surface(chosen.N, chosen.D), 12);
    expect(regretOf(surface, chosen).wasted).toBeCloseTo(regret.wasted, 6);
    expect(regret.wasted).toBeGreaterThan(0.2);
    expect(chosenAt(6e21, { N: 1e9 }).D).toBe(1e12);
    expect(() => chosenAt(1e22, {})).toThrow(/invalid choice/);
  });

  it("says how flat the valley is", () => {
    const plan = allocateChinchilla(huber, 5.76e23);
    const range = flatRange(surface, plan, 1e-3);
    for (const N of range.N) expect(planAt(surface, N, plan.compute / 6 / N).loss / plan.loss).toBeCloseTo(1.001, 10);
    const [low, high] = range.tokensPerParameter;
    expect(low).toBeLessThan(plan.tokensPerParameter / 2);
    expect(high).toBeGreaterThan(plan.tokensPerParameter * 2);
    expect(() => flatRange(() => 2, { ...plan, loss: 2 }, 0.1)).toThrow(/invalid tolerance/);
  });
});

describe("the next run", () => {
  // ln L = x0 + x1 ln N: a straight line, whose best next run is known.
  const line = {
    scales: ["linear", "linear"] as const,
    theta: Float64Array.of(1, -0.1),
    covariance: matrix(2, 2, Float64Array.of(0.5, -0.1, -0.1, 0.03)),
    noise: 0.2,
    predict: (theta: Float64Array, N: number) => Math.exp(theta[0]! + theta[1]! * Math.log(N)),
    target: (theta: Float64Array) => theta[0]! + theta[1]! * 10,
  };

  it("expects the variance of a refit with the run", () => {
    const { standardError, runs } = nextRuns({ ...line, candidates: [{ N: Math.exp(4), D: 1, price: 2 }] });
    expect(standardError ** 2).toBeCloseTo(0.5 - 2 + 3, 10);
    // By the inverse: Σ⁻¹ + g gᵀ/s², with det Σ = 0.005 and g = (1, 4).
    const [a, b, d] = [0.03 / 0.005 + 25, 0.1 / 0.005 + 100, 0.5 / 0.005 + 400];
    const determinant = a * d - b * b;
    const variance = (d - 20 * b + 100 * a) / determinant;
    expect(runs[0]!.standardError ** 2).toBeCloseTo(variance, 10);
    expect(runs[0]!.gain).toBeCloseTo((1.5 - variance) / 2, 10);
  });

  it("ranks by gain for the price, within the price", () => {
    const candidates = [2, 5, 8, 10].map((x) => ({ N: Math.exp(x), D: 1, price: Math.exp(x / 5) }));
    const { runs } = nextRuns({ ...line, candidates, maxPrice: Math.exp(1.7) });
    expect(runs.length).toBe(3);
    expect(runs.map((run) => run.gain)).toEqual(runs.map((run) => run.gain).sort((x, y) => y - x));
    expect(() => nextRuns({ ...line, candidates, maxPrice: 0.1 })).toThrow(/invalid candidate runs: 4/);
  });

  it("prefers runs near the target's compute when all cost the same, under Chinchilla's law", () => {
    const names = ["E", "A", "B", "alpha", "beta"] as const;
    const constants = (theta: Float64Array) =>
      Object.fromEntries(names.map((name, j) => [name, theta[j]!])) as unknown as ChinchillaConstants;
    const theta = Float64Array.from(names, (name) => huber[name]);
    const covariance = matrix(5, 5);
    for (let j = 0; j < 5; j++) covariance.data[6 * j] = 1e-3;
    const plans = [1e18, 1e20, 1e22].map((C) => ({ ...allocateChinchilla(huber, C), price: 1 }));
    const { runs } = nextRuns({
      scales: names.map(() => "log" as const),
      theta,
      covariance,
      noise: 0.005,
      predict: (point, N, D) => chinchillaSurface(constants(point))(N, D),
      target: (point) => allocateChinchilla(constants(point), 1e24).loss,
      candidates: plans,
    });
    expect(runs[0]!.N).toBe(plans[2]!.N);
  });
});
