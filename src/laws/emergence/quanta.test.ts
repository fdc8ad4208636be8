import { describe, expect, it } from "vitest";
import {
  quantaDataLoss,
  quantaExponents,
  quantaLocalExponent,
  quantaLoss,
  quantumFrequencies,
  quantumFrequency,
} from "./quanta.js";
import { hurwitzZeta } from "./zeta.js";

describe("Hurwitz's zeta function", () => {
  it.each([
    // NIST DLMF 25.6 and 25.11: ζ(2) = π²/6, ζ(4) = π⁴/90, ζ(3) Apéry, ζ(2, ½) = π²/2, ζ(3/2).
    [2, 1, Math.PI ** 2 / 6],
    [4, 1, Math.PI ** 4 / 90],
    [3, 1, 1.2020569031595942],
    [2, 0.5, Math.PI ** 2 / 2],
    [1.5, 1, 2.612375348685488],
    [2, 1e6, 1 / 1e6 + 1 / 2e12 + 1 / 6e18],
  ])("ζ(%d, %d)", (s, a, value) => {
    expect(hurwitzZeta(s, a) / value).toBeCloseTo(1, 13);
  });

  it("obeys ζ(s, a) = ζ(s, a + 1) + a^−s", () => {
    for (const s of [1.05, 1.34, 3]) {
      for (const a of [0.1, 1, 11.5, 400]) {
        expect((hurwitzZeta(s, a + 1) + a ** -s) / hurwitzZeta(s, a)).toBeCloseTo(1, 13);
      }
    }
    expect(() => hurwitzZeta(1, 1)).toThrow(/invalid s: 1/);
  });
});

describe("the quantization model", () => {
  const model = { alpha: 0.34, learnt: 0.5, unlearnt: 3 };

  it("loses what remains to be learnt", () => {
    let learnt = 0;
    for (let k = 1; k <= 50; k++) learnt += quantumFrequency(model, k);
    expect(quantaLoss(model, 50)).toBeCloseTo(0.5 + 2.5 * (1 - learnt), 12);
    expect(quantaLoss(model, 0)).toBeCloseTo(3, 12);
    const frequencies = quantumFrequencies(model, 50);
    expect(frequencies.reduce((sum, share) => sum + share)).toBeCloseTo(learnt, 13);
    expect(frequencies[49]).toBe(quantumFrequency(model, 50));
  });

  it("has a local exponent below alpha that tends to it", () => {
    const numeric = (n: number) => {
      const excess = (x: number) => Math.log(quantaLoss({ alpha: 0.34 }, x));
      return -(excess(n * 1.0001) - excess(n / 1.0001)) / (2 * Math.log(1.0001));
    };
    for (const n of [1, 10, 1e4]) expect(quantaLocalExponent(model, n)).toBeCloseTo(numeric(n), 6);
    expect(0.34 - quantaLocalExponent(model, 100)).toBeCloseTo(0.34 / 200, 5);
    expect(quantaLocalExponent(model, 1e9)).toBeCloseTo(0.34, 9);
    expect(quantaExponents(0.34)).toEqual({ parameters: 0.34, data: 0.34 / 1.34 });
  });

  it.each([1, 5])("falls with data as alpha/(alpha + 1), threshold %i", (threshold) => {
    const excess = (D: number) => Math.log(quantaDataLoss({ alpha: 0.5 }, D, threshold));
    const exponent = -(excess(1e10) - excess(1e9)) / Math.log(10);
    expect(exponent).toBeCloseTo(0.5 / 1.5, 3);
    expect(quantaDataLoss({ alpha: 0.5 }, 0, threshold)).toBeCloseTo(1, 10);
  });

  it("sums the data loss as term by term", () => {
    const { alpha } = { alpha: 0.8 };
    const D = 1e5;
    const norm = hurwitzZeta(1.8, 1);
    // Threshold 1: exp(−D p), over 4·10⁵ terms, and beyond them what remains unlearnt but for D p.
    let direct = 0;
    const last = 400_000;
    for (let k = 1; k <= last; k++) direct += (k ** -1.8 / norm) * Math.exp((-D * k ** -1.8) / norm);
    direct += hurwitzZeta(1.8, last + 1) / norm - (D * hurwitzZeta(3.6, last + 1)) / norm ** 2;
    expect(quantaDataLoss({ alpha }, D, 1) / direct).toBeCloseTo(1, 8);
  });
});
