import { describe, expect, it } from "vitest";
import { downstreamError, lossForError } from "./downstream.js";
import {
  apparentThreshold,
  exactMatch,
  expectedTokenEdits,
  mirageAccuracy,
  perTokenAccuracy,
  tokenAccuracy,
} from "./mirage.js";
import { expectedBiasedPassRate, logMinusLog, passRateBiased, passRateUnbiased, resolution } from "./pass-until.js";

describe("the mirage", () => {
  it("is a power of a smooth curve, undone by its root", () => {
    expect(exactMatch(0.9, 10)).toBeCloseTo(0.9 ** 10, 14);
    expect(perTokenAccuracy(exactMatch(0.9, 10), 10)).toBeCloseTo(0.9, 14);
    expect(expectedTokenEdits(0.9, 10)).toBeCloseTo(1, 14);
    expect(tokenAccuracy(Math.LN2)).toBe(0.5);
    expect(() => exactMatch(1.2, 3)).toThrow(/invalid probability: 1.2/);
  });

  it("moves its threshold with the length of the answer", () => {
    const law = { critical: 1e8, alpha: 0.5 };
    for (const length of [1, 5, 20]) {
      expect(mirageAccuracy(apparentThreshold(law, length), law, length)).toBeCloseTo(0.5, 12);
    }
    expect(apparentThreshold(law, 4) / apparentThreshold(law, 1)).toBeCloseTo(16, 10);
    // ln(−ln accuracy) is a line of slope −alpha in ln N.
    const at = (N: number) => logMinusLog(mirageAccuracy(N, law, 5));
    expect(at(1e10) - at(1e9)).toBeCloseTo(-0.5 * Math.log(10), 10);
  });
});

describe("PassUntil", () => {
  it("has the bias of r/K that the theory names", () => {
    expect(expectedBiasedPassRate(0.01, 2)).toBeCloseTo(0.0193, 4);
    expect(expectedBiasedPassRate(1, 3)).toBe(1);
  });

  it.each([
    [0.01, 2],
    [0.3, 5],
    [0.49, 3],
    [0.51, 3],
    [0.9, 4],
  ])("means of estimators at p = %d, r = %i are those of the distribution", (p, r) => {
    let probability = p ** r;
    let [biased, unbiased, total] = [0, 0, 0];
    for (let k = r; k < 20_000; k++) {
      biased += probability * passRateBiased(r, k);
      unbiased += probability * passRateUnbiased(r, Math.max(k, 2));
      total += probability;
      probability *= ((1 - p) * k) / (k - r + 1);
    }
    expect(total).toBeCloseTo(1, 10);
    expect(unbiased).toBeCloseTo(p, 10);
    expect(expectedBiasedPassRate(p, r)).toBeCloseTo(biased, 10);
  });

  it("resolves what its draws can", () => {
    expect((1 - resolution(100)) ** 100).toBeCloseTo(0.05, 12);
    expect(resolution(1e6)).toBeCloseTo(3e-6, 7);
    expect(() => passRateUnbiased(1, 5)).toThrow(/invalid passes: 1/);
  });
});

describe("downstream error from loss", () => {
  const law = { epsilon: 0.75, k: 2.1, gamma: 0.7 };
  it("goes there and back", () => {
    for (const loss of [2, 2.5, 3]) expect(lossForError(law, downstreamError(law, loss))).toBeCloseTo(loss, 12);
    expect(() => lossForError(law, 0.8)).toThrow(/invalid error: 0.8/);
    expect(() => lossForError(law, -2)).toThrow(/invalid error: -2/);
  });
});
