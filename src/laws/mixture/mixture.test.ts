import { describe, expect, it } from "vitest";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import { bivariateLosses, optimalBivariateMixture } from "./bivariate-law.js";
import { repetitionCaps, shareBounds } from "./bounds.js";
import { centre, convexTotal, type MixingLaw, mixingLosses, totalLoss } from "./exponential-law.js";
import { mixtureIntervals, optimalMixture } from "./optimal-mixture.js";

function randomLaw(m: number, n: number, seed: number): MixingLaw {
  const stream = rootStream(seed).child("mixing law", m, n);
  const t = matrix(m, n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) t.data[i * n + j] = (i % n === j ? -3 : 0) + 0.5 * stream.normal();
  }
  const uniform = (low: number, high: number) =>
    Float64Array.from({ length: m }, () => low + (high - low) * stream.uniform());
  return { c: uniform(1.5, 2.5), k: uniform(0.2, 2), t };
}

const random = (n: number, seed: number) => {
  const stream = rootStream(seed).child("shares");
  const weights = Float64Array.from({ length: n }, () => -Math.log(1 - stream.uniform()));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
};

describe("identifiability", () => {
  it("gives one centred law for all laws that agree on mixtures", () => {
    const law = randomLaw(3, 4, 1);
    const shifts = [2, -1, 0.5];
    const other: MixingLaw = {
      c: law.c,
      k: law.k.map((k, i) => k * Math.exp(-shifts[i]!)),
      t: matrix(
        3,
        4,
        law.t.data.map((t, p) => t + shifts[Math.floor(p / 4)]!),
      ),
    };
    const shares = random(4, 2);
    expect(totalLoss(other, shares)).toBeCloseTo(totalLoss(law, shares), 12);
    expect(totalLoss(centre(law), shares)).toBeCloseTo(totalLoss(law, shares), 12);
    const [a, b] = [centre(law), centre(other)];
    a.t.data.forEach((t, p) => {
      expect(b.t.data[p]).toBeCloseTo(t, 12);
    });
    a.k.forEach((k, i) => {
      expect(b.k[i]).toBeCloseTo(k, 12);
    });
  });
});

describe("the optimal mixture", () => {
  it("is the closed form where domains do not interact", () => {
    // Σ k_j exp(−a_j r_j): r_j = ln(k_j a_j / λ) / a_j.
    const a = [2, 3, 5];
    const k = Float64Array.of(1, 0.8, 0.5);
    const law = { c: new Float64Array(3), k, t: matrix(3, 3, Float64Array.of(-2, 0, 0, 0, -3, 0, 0, 0, -5)) };
    const logLambda =
      (a.reduce((sum, aj, j) => sum + Math.log(k[j]! * aj) / aj, 0) - 1) / a.reduce((sum, aj) => sum + 1 / aj, 0);
    const { shares, gap, reason, bound } = optimalMixture(law);
    a.forEach((aj, j) => {
      expect(shares[j]).toBeCloseTo((Math.log(k[j]! * aj) - logLambda) / aj, 6);
    });
    expect({ reason, bound }).toEqual({ reason: "converged", bound: [null, null, null] });
    expect(gap).toBeLessThanOrEqual(1e-10);
  });

  it.each([
    [5, 5],
    [3, 8],
    [12, 7],
    [1, 4],
    [40, 40],
    [5, 2],
  ])("is certified, and no random mixture is better: %d validation, %d training domains", (m, n) => {
    for (let seed = 0; seed < 5; seed++) {
      const law = randomLaw(m, n, seed);
      const lower = new Float64Array(n).fill(seed % 2 === 0 ? 0 : 0.3 / n);
      const upper = new Float64Array(n).fill(seed < 3 ? 1 : 1.6 / n);
      const best = optimalMixture(law, { lower, upper });
      expect(best.reason).toBe("converged");
      expect(best.gap).toBeLessThanOrEqual(1e-10);
      expect(best.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      best.shares.forEach((share, j) => {
        expect(share).toBeGreaterThanOrEqual(lower[j]!);
        expect(share).toBeLessThanOrEqual(upper[j]!);
      });
      expect(best.loss).toBeCloseTo(totalLoss(law, best.shares), 12);
      for (let k = 0; k < 20; k++) {
        const shares = random(n, k).map((share, j) => 0.9 * best.shares[j]! + 0.1 * share);
        if (shares.some((share, j) => share < lower[j]! || share > upper[j]!)) continue;
        expect(totalLoss(law, shares)).toBeGreaterThanOrEqual(best.loss - best.gap - 1e-15);
      }
    }
  });

  it("puts shares exactly on bounds, and weighs validation domains", () => {
    const law = randomLaw(3, 3, 7);
    const first = optimalMixture(law, { weights: [1, 0, 0] });
    expect(first.shares[0]).toBe(1);
    expect(first.bound).toEqual(["upper", "lower", "lower"]);
    const capped = optimalMixture(law, { weights: [1, 0, 0], upper: repetitionCaps([1e10, 1e12, 1e12], 1e11, 4) });
    expect(capped.shares[0]).toBe(0.4);
    expect(capped.bound[0]).toBe("upper");
    expect(capped.losses).toEqual(mixingLosses(law, capped.shares));
  });

  it("takes the only mixture that bounds allow", () => {
    const best = optimalMixture(randomLaw(3, 3, 8), { lower: [0.2, 0.3, 0.5], upper: [0.2, 0.6, 0.7] });
    expect(best.shares[0]).toBeCloseTo(0.2, 12);
    expect(best.shares[1]).toBeCloseTo(0.3, 12);
    expect(best.reason).toBe("converged");
  });

  it("refuses what is not convex, and bounds that no mixture satisfies", () => {
    const law = randomLaw(2, 3, 9);
    expect(() => optimalMixture({ ...law, k: Float64Array.of(1, -1) })).toThrow(
      /validation domain 2: -0.5; .* not convex/,
    );
    expect(() => shareBounds(2, [0.7, 0.7])).toThrow(/invalid sum of least shares: 1.4; expected at most 1/);
    expect(() => shareBounds(2, undefined, [0.3, 0.3])).toThrow(/not enough data/);
    expect(() => shareBounds(2, [0.5, 0], [0.4, 1])).toThrow(/bounds of share 1: 0.5 … 0.4/);
  });

  it("has the Hessian and gradient of its value", () => {
    const f = convexTotal(randomLaw(4, 3, 11));
    const at = Float64Array.of(0.2, 0.5, 0.3);
    for (let j = 0; j < 3; j++) {
      const moved = (h: number) => at.map((share, i) => (i === j ? share + h : share));
      expect((f.value(moved(1e-5)) - f.value(moved(-1e-5))) / 2e-5).toBeCloseTo(f.gradient(at)[j]!, 8);
      const change = f.gradient(moved(1e-5)).map((g, i) => (g - f.gradient(moved(-1e-5))[i]!) / 2e-5);
      change.forEach((c, i) => {
        expect(c).toBeCloseTo(f.hessian(at).data[3 * j + i]!, 7);
      });
    }
  });
});

describe("intervals of the mixture", () => {
  it("cover the optimum and say how little an uncertain share matters", () => {
    const law = randomLaw(5, 3, 20);
    const stream = rootStream(5).child("noise");
    const draws = Array.from({ length: 60 }, () => ({
      ...law,
      t: matrix(
        5,
        3,
        law.t.data.map((t) => t + 0.1 * stream.normal()),
      ),
    }));
    const answer = mixtureIntervals(law, [...draws, { ...law, k: law.k.map((k) => -k) }]);
    expect(answer.failed).toBe(1);
    for (const { value, ci95 } of [...answer.shares, answer.loss]) {
      expect(ci95[0]).toBeLessThanOrEqual(value);
      expect(ci95[1]).toBeGreaterThanOrEqual(value);
    }
    const [lo, hi] = answer.loss.ci95;
    expect(answer.regret.ci95[1]).toBeLessThan((hi - lo) / 2);
  });
});

describe("the bivariate law", () => {
  const laws = [
    { A: 30, alpha: 0.4, C: 1.2, B: 1.5, beta: 0.1 },
    { A: 5, alpha: 0.2, C: 0.9, B: 1.1, beta: 0.06 },
    { A: 60, alpha: 0.6, C: 1.6, B: 1.2, beta: 0.15 },
  ];

  it("meets the optimality condition w L_i beta_i / r_i = λ", () => {
    const { shares, losses, gap } = optimalBivariateMixture(laws, 2e4);
    expect(gap).toBeLessThanOrEqual(1e-10);
    const slopes = laws.map(({ beta }, i) => (losses[i]! * beta) / shares[i]!);
    for (const slope of slopes) expect(slope / slopes[0]!).toBeCloseTo(1, 4);
    expect(losses).toEqual(bivariateLosses(laws, 2e4, shares));
  });

  it("moves with the steps and respects bounds", () => {
    const early = optimalBivariateMixture(laws, 100);
    const late = optimalBivariateMixture(laws, 1e6);
    expect(Math.abs(early.shares[2]! - late.shares[2]!)).toBeGreaterThan(0.01);
    expect(optimalBivariateMixture(laws, 100, { upper: [1, 1, 0.3] }).shares[2]).toBe(0.3);
    expect(() => optimalBivariateMixture([{ ...laws[0]!, beta: -1 }, laws[1]!], 10)).toThrow(/not convex/);
    expect(() => bivariateLosses(laws, 10, Float64Array.of(0, 0.5, 0.5))).toThrow(/invalid share 1: 0/);
  });
});
