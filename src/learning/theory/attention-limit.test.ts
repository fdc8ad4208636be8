import { describe, expect, it } from "vitest";
import { embeddedProvider } from "../../numerics/linear-algebra/index.js";
import { rootStream } from "../../numerics/random/index.js";
import { estimate } from "../../numerics/statistics/index.js";
import { drawPool } from "../tasks/index.js";
import { type AttentionRatios, attentionLimit, marchenkoPasturResolvent, trainAttention } from "./index.js";

const algebra = embeddedProvider();
const { POSITIVE_INFINITY } = Number;

describe("the Marchenko–Pastur resolvent", () => {
  it.each([0.4, 1, 3])("is that of a large random covariance matrix, kappa = %d", (kappa) => {
    const d = 400;
    const pool = drawPool(rootStream(1), kappa * d, d);
    const values = algebra.eigenvalues(algebra.syrk(pool)).map((value) => value / pool.rows);
    for (const z of [0.05, 0.7, 4]) {
      const { value, square } = marchenkoPasturResolvent(z, kappa);
      const trace = (power: number) => values.reduce((sum, c) => sum + (c + z) ** -power / d, 0);
      // Linear statistics fluctuate by O(1/d), more so near the edge of the spectrum.
      expect(Math.abs(trace(1) / value - 1)).toBeLessThan(0.02);
      expect(Math.abs(trace(2) / square - 1)).toBeLessThan(0.05);
    }
  });

  it("differentiates itself and has C = I as its limit", () => {
    const h = 1e-5;
    for (const kappa of [0.3, 1, 5]) {
      const slope = marchenkoPasturResolvent(0.5 + h, kappa).value - marchenkoPasturResolvent(0.5 - h, kappa).value;
      expect(marchenkoPasturResolvent(0.5, kappa).square).toBeCloseTo(-slope / (2 * h), 8);
    }
    expect(marchenkoPasturResolvent(0.5, POSITIVE_INFINITY)).toEqual({ value: 1 / 1.5, square: 1 / 1.5 ** 2 });
    // Without cancellation where z is tiny and the pool small: a share 1 − κ of the eigenvalues is zero.
    expect(marchenkoPasturResolvent(1e-12, 0.25).value * 1e-12).toBeCloseTo(0.75, 10);
  });
});

describe("the limit", () => {
  it("at infinite diversity without noise is that of the ridgeless solution in two lines", () => {
    for (const tau of [0.2, 0.8, 1.3, 6]) {
      for (const q of [0.1, 1, 3]) {
        const { fresh, pretraining } = attentionLimit({ tau, alpha: 1 / q, kappa: POSITIVE_INFINITY });
        const over = ((tau / (tau - 1)) * q) / (1 + q);
        const expected = tau > 1 ? over : (1 - tau) / (1 + q) + q / ((1 + q) * (1 - tau));
        expect(fresh).toBeCloseTo(expected, 11);
        expect(pretraining).toBeCloseTo(expected, 11);
      }
    }
  });

  it("is the published ridgeless formula for fresh tasks (Lu et al., Result 1), which is written otherwise", () => {
    for (const kappa of [0.3, 1, 4]) {
      for (const [alpha, rho] of [
        [0.5, 0],
        [2, 0.25],
        [20, 0.01],
      ] as const) {
        const q = (1 + rho) / alpha;
        for (const tau of [0.2, 0.7, 0.95]) {
          const mu = q * marchenkoPasturResolvent(q, kappa / tau).value;
          const bracket = 1 - tau * (1 - mu) ** 2 + mu * (rho / q - 1);
          const published = ((tau * (1 + q)) / (1 - tau)) * bracket - 2 * tau * (1 - mu) + 1 + rho;
          expect(attentionLimit({ tau, alpha, kappa, noiseVariance: rho }).fresh / published).toBeCloseTo(1, 11);
        }
        for (const tau of [1.1, 2, 30]) {
          const m = marchenkoPasturResolvent(q, kappa).value;
          const k = 1 / (1 - kappa * (m / (kappa + m)) ** 2);
          const square = (k - 1 / (tau - 1)) * (1 + q) * (q * m) ** 2 + ((3 - 2 * tau) / (tau - 1)) * m * q * q;
          const published = square + (((1 + rho) * m) / (tau - 1) + 1) * q + (rho * m) / (tau - 1) + rho;
          expect(attentionLimit({ tau, alpha, kappa, noiseVariance: rho }).fresh / published).toBeCloseTo(1, 11);
        }
      }
    }
  });

  it("is continuous in the diversity and the ridge, and infinite at tau = 1 without one", () => {
    const ratios = { tau: 0.6, alpha: 2, noiseVariance: 0.1 };
    const infinite = attentionLimit({ ...ratios, kappa: POSITIVE_INFINITY });
    expect(attentionLimit({ ...ratios, kappa: 1e9 }).fresh).toBeCloseTo(infinite.fresh, 7);
    expect(attentionLimit({ ...ratios, kappa: 2, lambda: 1e-10 }).fresh).toBeCloseTo(
      attentionLimit({ ...ratios, kappa: 2 }).fresh,
      7,
    );
    expect(attentionLimit({ ...ratios, tau: 1, kappa: 2 }).fresh).toBe(POSITIVE_INFINITY);
    expect(attentionLimit({ ...ratios, tau: 1, kappa: 2, lambda: 0.1 }).fresh).toBeLessThan(1.5);
  });

  it("with endless prompts and ridge predicts nothing but zero for strong ridge", () => {
    const strong = attentionLimit({ tau: 2, alpha: 2, kappa: 1, noiseVariance: 0.3, lambda: 1e9 });
    expect(strong.fresh).toBeCloseTo(1.3, 6);
    expect(strong.pretraining).toBeCloseTo(1.3, 6);
  });

  it("passes from memorisation to generalisation at kappa = 1 for long contexts", () => {
    // With endless prompts and examples, W projects on the span of the tasks: a share 1 − κ of a fresh one is lost.
    const long = (kappa: number) => attentionLimit({ tau: 1e6, alpha: 1e6, kappa });
    for (const kappa of [0.2, 0.5, 0.9]) {
      expect(Math.abs(long(kappa).fresh - (1 - kappa))).toBeLessThan(1e-4);
      expect(long(kappa).pretraining).toBeLessThan(1e-5);
    }
    for (const kappa of [1.2, 3]) expect(long(kappa).fresh).toBeLessThan(1e-4);
    // With finite ones the gap between the two errors closes like 1/κ.
    const gap = (kappa: number) => {
      const { fresh, pretraining } = attentionLimit({ tau: 4, alpha: 4, kappa });
      return fresh - pretraining;
    };
    expect(gap(0.2)).toBeGreaterThan(gap(1));
    expect(gap(1)).toBeGreaterThan(gap(10));
    expect(gap(1000) / gap(2000)).toBeCloseTo(2, 2);
  });

  it("names a ratio out of range", () => {
    expect(() => attentionLimit({ tau: 0, alpha: 1, kappa: 1 })).toThrow("invalid tau: 0; expected a number above 0");
    expect(() => attentionLimit({ tau: 1, alpha: 1, kappa: 1, lambda: -1 })).toThrow("invalid lambda: -1");
  });
});

describe("layers trained at finite size", () => {
  const measure = (ratios: AttentionRatios, d: number, runs: number) => {
    const { tau, alpha, kappa, ...rest } = ratios;
    const sizes = { dimension: d, prompts: tau * d * d, context: alpha * d, tasks: kappa * d, ...rest };
    const errors = Array.from({ length: runs }, (_, i) => trainAttention(rootStream(i).child(d), sizes, algebra));
    return {
      pretraining: estimate(errors.map((error) => error.pretraining)),
      fresh: estimate(errors.map((error) => error.fresh)),
    };
  };

  it.each([
    { tau: 3, alpha: 2, kappa: 0.5 },
    { tau: 0.5, alpha: 2, kappa: 0.5, noiseVariance: 0.25 },
    { tau: 1.5, alpha: 4, kappa: 2, noiseVariance: 0.1, lambda: 0.1 },
    { tau: 0.5, alpha: 1, kappa: 1, lambda: 0.02 },
  ])("approach the limit like 1/d: %o", (ratios) => {
    const limit = attentionLimit(ratios);
    const [small, large] = [measure(ratios, 8, 300), measure(ratios, 16, 80)];
    for (const kind of ["pretraining", "fresh"] as const) {
      // e(d) = e(∞) + a/d + O(d⁻²): twice the size halves the distance, and 2e(16) − e(8) has no term in 1/d.
      const extrapolated = 2 * large[kind].value! - small[kind].value!;
      const stderr = Math.hypot(2 * large[kind].stderr!, small[kind].stderr!);
      expect(Math.abs(extrapolated - limit[kind]), `${kind}: ${extrapolated} to ${limit[kind]}`).toBeLessThan(
        4 * stderr,
      );
      expect(stderr / limit[kind]).toBeLessThan(0.12);
      // And the distance is there to be halved: the limit alone is not what finite layers have.
      expect(Math.abs(small[kind].value! - limit[kind])).toBeGreaterThan(6 * small[kind].stderr!);
    }
  });

  it("are the same in the space of prompts and of parameters", () => {
    // One prompt fewer than parameters, and as many: with ridge the errors must be close.
    const sizes = { dimension: 5, context: 10, tasks: 10, lambda: 0.3 };
    const dual = trainAttention(rootStream(1), { ...sizes, prompts: 24 }, algebra);
    const primal = trainAttention(rootStream(1), { ...sizes, prompts: 25 }, algebra);
    expect(Math.abs(dual.fresh / primal.fresh - 1)).toBeLessThan(0.1);
    expect(dual.fresh).not.toBe(primal.fresh);
  });

  it("have errors that test prompts confirm at d = 1, by hand", () => {
    // d = 1, one task: W from ridge on scalars; the error is a quadratic in W with exact coefficients.
    const sizes = { dimension: 1, prompts: 3, context: 2, tasks: 1, noiseVariance: 0.1, lambda: 0.5 };
    const stream = rootStream(3);
    const [c] = drawPool(stream.child("pool"), 1, 1).data.map((w) => w * w);
    const { pretraining, fresh } = trainAttention(stream, sizes, algebra);
    // Both errors are e(W, C) = ρ + C − 2WC + W²E(C), so that W follows from one and must give the other.
    const [e1, ec] = [1.5 + 1.1 / 2, 1.5 * c! + (c! + 0.1) / 2];
    const root = Math.sqrt(Math.max(1 - e1 * (1.1 - fresh), 0));
    const candidates = [(1 - root) / e1, (1 + root) / e1].map((W) => 0.1 + c! - 2 * W * c! + W * W * ec);
    expect(Math.min(...candidates.map((value) => Math.abs(value - pretraining)))).toBeLessThan(1e-12);
  });
});
