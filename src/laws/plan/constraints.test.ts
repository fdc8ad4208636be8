import { describe, expect, it } from "vitest";
import { publishedFor } from "../forms/published.js";
import { allocateChinchilla, chinchillaTokens } from "./allocation.js";
import { allocateEpochs, dataConstrainedLoss, effective } from "./epochs.js";
import {
  allocateExperts,
  effectiveExperts,
  type JointMoeConstants,
  jointMoeSurface,
  totalWithExperts,
} from "./experts.js";
import { allocateForInference, inferenceSaving, lifetimeCompute, tokensForLoss } from "./inference.js";
import { bytesPerParameter, parametersInMemory } from "./memory.js";
import { accelerators, computeForMoney, priceOfCompute } from "./money.js";
import { allocateBits, allocatePrecision, effectiveFraction, optimalPrecision } from "./precision.js";
import { chinchillaSurface } from "./surface.js";

const huber = { E: 1.817218, A: 477.825, B: 2143.42, alpha: 0.34731, beta: 0.367172 };
const rounded = { E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 };

describe("repeated tokens (Muennighoff)", () => {
  const published = {
    E: Math.exp(0.6254804),
    A: Math.exp(6.255414),
    B: Math.exp(7.3049974),
    alpha: 0.3526596,
    beta: 0.3526596,
    repeatTokens: 15.387756,
    repeatParameters: 5.309743,
  };

  it("finds the optimum for 25 billion unique tokens and 1e22 FLOP", () => {
    const plan = allocateEpochs(published, 1e22, 25e9);
    expect(plan.N / 7.026e9).toBeCloseTo(1, 3);
    expect(plan.D / 237.21e9).toBeCloseTo(1, 4);
    expect(plan.epochs).toBeCloseTo(9.488, 3);
  });

  it("is Chinchilla's optimum where tokens abound", () => {
    const plan = allocateEpochs(published, 1e22, 1e13);
    const free = allocateChinchilla(published, 1e22);
    expect(plan.loss).toBeCloseTo(free.loss, 10);
    expect(plan.epochs).toBeLessThan(1);
  });

  it("values four epochs at 3.73 of fresh tokens, and no repetition beyond 1 + R_D*", () => {
    expect(effective(4, 1, published.repeatTokens)).toBeCloseTo(3.73, 2);
    const many = dataConstrainedLoss(published, 1e9, 1e15, 1e9);
    const limit = dataConstrainedLoss(
      { ...published, repeatTokens: 1e9 },
      1e9,
      1e9 * (1 + published.repeatTokens),
      1e9,
    );
    expect(many).toBeCloseTo(limit, 5);
  });
});

describe("serving (Sardana)", () => {
  it.each([
    [{ ...rounded, alpha: 0.336, beta: 0.283 }, 17.4, 1.69e22],
    [rounded, 9.1, undefined],
    [{ E: 1.816864, A: 482.005, B: 2085.43, alpha: 0.347813, beta: 0.365854 }, 27.8, undefined],
  ])("saves the theory's part of 13B by 7B at 2e12 served tokens", (constants, percent, saved) => {
    const surface = chinchillaSurface(constants);
    const result = inferenceSaving(surface, { N: 13e9, D: chinchillaTokens(constants, 13e9) }, 7e9, 2e12);
    expect(100 * result.fraction).toBeCloseTo(percent, 1);
    if (saved !== undefined) expect(result.saved / saved).toBeCloseTo(1, 2);
    expect(result.instead.loss).toBeCloseTo(result.baseline.loss, 12);
    const best = allocateForInference(surface, result.baseline.loss, 2e12);
    expect(best.totalCompute).toBeLessThanOrEqual(result.instead.totalCompute);
    for (const factor of [0.98, 1.02]) {
      const D = tokensForLoss(surface, best.N * factor, best.loss)!;
      expect(lifetimeCompute(best.N * factor, D, 2e12)).toBeGreaterThan(best.totalCompute);
    }
  });

  it("is the compute-optimal plan where nothing is served, and refuses a loss below E", () => {
    const surface = chinchillaSurface(huber);
    const plan = allocateChinchilla(huber, 1e22);
    expect(allocateForInference(surface, plan.loss, 0).N / plan.N).toBeCloseTo(1, 5);
    expect(() => allocateForInference(surface, 1.8, 0)).toThrow(/invalid target loss: 1.8/);
  });
});

describe("precision (Kumar)", () => {
  it("has the optimal u* and bits", () => {
    const gamma = 2.6745;
    const bits = optimalPrecision({ weights: gamma, activations: gamma, cache: gamma })!;
    expect(bits / gamma).toBeCloseTo(1.90381, 5);
    expect(bits).toBeCloseTo(5.09, 2);
    expect(optimalPrecision({ weights: 1, activations: 1 })).toBeCloseTo(1.25643, 5);
    expect(optimalPrecision({ weights: 2 })).toBeNull();
  });

  it("is better at the optimal precision than beside it", () => {
    const scales = { weights: 2.67, activations: 2.2, cache: 0.96 };
    const best = allocatePrecision(huber, scales, 1e22);
    for (const bits of [best.bits * 0.9, best.bits * 1.1]) {
      expect(allocatePrecision(huber, scales, 1e22, bits).loss).toBeGreaterThan(best.loss);
    }
    expect((6 * best.N * best.D * best.bits) / 16).toBeCloseTo(1e22, -12);
    expect(effectiveFraction({}, 3)).toBe(1);
  });

  it("ranks numbers of bits by search as in closed form, and keeps to limits", () => {
    const scales = { weights: 2.67, activations: 2.2, cache: 0.96 };
    const surfaceOf = (bits: number) => (N: number, D: number) =>
      chinchillaSurface(huber)(N * effectiveFraction(scales, bits), D);
    const plans = allocateBits(surfaceOf, 1e22, { choices: [3, 4, 8, 16] });
    expect(plans.map(({ bits }) => bits)).toEqual([4, 3, 8, 16]);
    for (const { bits, N, D, loss, compute } of plans) {
      const closed = allocatePrecision(huber, scales, 1e22, bits);
      expect(loss).toBeCloseTo(closed.loss, 10);
      expect(N / closed.N).toBeCloseTo(1, 5);
      expect((6 * N * D * bits) / 16 / compute).toBeCloseTo(1, 12);
      expect(compute / 1e22).toBeCloseTo(1, 12);
    }
    const [few] = allocateBits(surfaceOf, 1e22, { choices: [4, 16], maxTokens: 1e10, maxParameters: 1e10 });
    expect(few).toMatchObject({ bits: 16, binding: "both", N: 1e10, D: 1e10, compute: 6e20 });
  });
});

describe("experts, money and memory", () => {
  // A law of the form's shape: at one expert Ê = 1 and it is dense; experts help less as N grows.
  const law = {
    a: 40,
    delta: 0.25,
    alpha: -0.19,
    gamma: -0.02,
    b: 40,
    omega: -0.06,
    beta: -0.18,
    zeta: 0.002,
    c: 1.4,
    E_start: 1,
    E_max: 300,
  };

  it("saturates the number of experts", () => {
    expect(effectiveExperts(1, 2, 300)).toBeCloseTo(2, 12);
    expect(effectiveExperts(1e9, 2, 300)).toBeCloseTo(300, 3);
  });

  it("ranks numbers of experts within the memory", () => {
    const options = { totalParameters: totalWithExperts(1 / 3), choices: [1, 2, 4, 8] };
    const free = allocateExperts((experts) => jointMoeSurface(law, experts), 1e21, options);
    expect(free.map((plan) => plan.loss)).toEqual(free.map((plan) => plan.loss).sort((x, y) => x - y));
    const capped = allocateExperts((experts) => jointMoeSurface(law, experts), 1e21, {
      ...options,
      maxTotalParameters: 1e9,
    });
    for (const plan of capped) expect(plan.totalParameters).toBeLessThanOrEqual(1e9 * (1 + 1e-9));
    expect(capped[0]!.loss).toBeGreaterThan(free[0]!.loss);
  });

  it("takes fewer experts where memory is short, under the published joint law", () => {
    const published = publishedFor("moe-joint").values as unknown as JointMoeConstants;
    const best = (maxTotalParameters?: number) =>
      allocateExperts((experts) => jointMoeSurface(published, experts), 1e20, {
        totalParameters: totalWithExperts(1 / 3),
        ...(maxTotalParameters !== undefined && { maxTotalParameters }),
      })[0]!;
    expect([best(), best(3e9), best(1e9)].map(({ experts }) => experts)).toEqual([64, 32, 4]);
  });

  it("turns money into compute and back", () => {
    const rental = { peak: accelerators["H100-SXM"].peak, utilisation: 0.4, pricePerHour: 2 };
    const compute = computeForMoney(1e6, rental);
    expect(compute).toBeCloseTo(5e5 * 3600 * 0.4 * 989.4e12, -12);
    expect(priceOfCompute(compute, rental)).toEqual({ hours: expect.closeTo(5e5, 6), money: expect.closeTo(1e6, 6) });
    expect(() => computeForMoney(1, { ...rental, utilisation: 40 })).toThrow(/invalid utilisation: 40/);
    expect(parametersInMemory(80e9, bytesPerParameter.trainingAdamMixed)).toBe(5e9);
  });
});
