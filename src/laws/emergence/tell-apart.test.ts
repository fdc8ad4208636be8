import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { forecastAccuracy } from "./forecast.js";
import { mirageAccuracy } from "./mirage.js";
import { tellApart } from "./tell-apart.js";

const sizes = Float64Array.from({ length: 16 }, (_, i) => 1e7 * 10 ** (i / 4));

/** Accuracies of `trials` questions each, drawn from a curve. */
function draw(curve: (N: number, i: number) => number, trials: number, seed: number, N = sizes): Float64Array {
  const stream = rootStream(seed).child("emergence");
  return N.map((size, i) => {
    const p = curve(size, i);
    let right = 0;
    for (let k = 0; k < trials; k++) if (stream.uniform() < p) right++;
    return right / trials;
  });
}

const logisticAt = (N: number, slope: number) => 1 / (1 + Math.exp(-slope * Math.log(N / 1e9)));

describe("a forecast", () => {
  it("spans the explanations that are open, and narrows once one is left", () => {
    const law = { critical: 1e8, alpha: 0.6 };
    const curve = (N: number) => mirageAccuracy(N, law, 5);
    const small = sizes.slice(0, 11);
    const ranges = [30, 30_000].map((trials) => {
      const answer = tellApart({ N: small, accuracy: draw(curve, trials, 2, small), trials, answerLength: 5 });
      return forecastAccuracy(answer, 1e11, 5);
    });
    for (const { range, value } of ranges) {
      expect(range[0]).toBeLessThanOrEqual(curve(1e11));
      expect(range[1]).toBeGreaterThanOrEqual(curve(1e11));
      expect(value).toBeGreaterThanOrEqual(range[0]);
      expect(value).toBeLessThanOrEqual(range[1]);
    }
    const [few, many] = ranges.map(({ range: [low, high] }) => high - low);
    expect(many).toBeLessThan(few! / 5);
  });
});

describe("what makes accuracy rise", () => {
  it.each([
    ["constant", () => 0.3],
    ["step", (N: number) => (N < 1e9 ? 0.02 : 0.7)],
    ["sigmoid", (N: number) => logisticAt(N, 1.2)],
    ["metric", (N: number) => mirageAccuracy(N, { critical: 1e8, alpha: 0.6 }, 5)],
  ] as const)("finds a planted %s from 2000 questions", (name, curve) => {
    let found = 0;
    for (let seed = 0; seed < 10; seed++) {
      const { verdict, candidates } = tellApart({
        N: sizes,
        accuracy: draw(curve, 2000, seed),
        trials: 2000,
        answerLength: 5,
      });
      if (verdict === name) found++;
      expect(candidates.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
    expect(found).toBeGreaterThanOrEqual(9);
  });

  it("recovers the planted parameters", () => {
    const law = { critical: 1e8, alpha: 0.6 };
    const { candidates } = tellApart({
      N: sizes,
      accuracy: draw((N) => mirageAccuracy(N, law, 5), 1e5, 1),
      trials: 1e5,
      answerLength: 5,
    });
    expect(candidates[0]!.name).toBe("metric");
    expect(candidates[0]!.parameters.alpha).toBeCloseTo(0.6, 1);
    expect(Math.log(candidates[0]!.parameters.critical! / 1e8)).toBeCloseTo(0, 1);
    const { value, ci95 } = candidates[0]!.predict(1e12, 5);
    const truth = mirageAccuracy(1e12, law, 5);
    expect(ci95[0]).toBeLessThan(truth);
    expect(ci95[1]).toBeGreaterThan(truth);
    expect(Math.abs(value - truth)).toBeLessThan(0.005);
  });

  it("says that few questions cannot tell, and which points are blind", () => {
    const accuracy = draw(
      (N) => mirageAccuracy(N, { critical: 1e8, alpha: 0.6 }, 5),
      25,
      3,
      sizes.filter((_, i) => i % 3 === 0),
    );
    const answer = tellApart({ N: sizes.filter((_, i) => i % 3 === 0), accuracy, trials: 25, answerLength: 5 });
    expect(["smooth", "cannot tell"]).toContain(answer.verdict);
    expect(answer.words.join(" ")).toMatch(/below what their number of questions can show/);
    expect(answer.words.join(" ")).toMatch(/several lengths/);
  });

  it("is seldom wrong where 30 questions at ten sizes cannot settle it", () => {
    const ten = Float64Array.from({ length: 10 }, (_, i) => 1e8 * 10 ** (i / 3));
    const planted = {
      constant: () => 0.1,
      step: (N: number) => (N < 3e9 ? 0.05 : 0.5),
      sigmoid: (N: number) => logisticAt(N / 10, 1),
      metric: (N: number) => mirageAccuracy(N, { critical: 1e9, alpha: 0.5 }, 5),
    };
    for (const [name, curve] of Object.entries(planted)) {
      const right = name === "sigmoid" || name === "metric" ? [name, "smooth", "cannot tell"] : [name, "cannot tell"];
      const verdicts = Array.from({ length: 15 }, (_, seed) => {
        return tellApart({ N: ten, accuracy: draw(curve, 30, seed, ten), trials: 30, answerLength: 5 }).verdict;
      });
      expect(verdicts.filter((verdict) => !right.includes(verdict)).length, name).toBeLessThanOrEqual(1);
    }
  });

  it("uses answers of several lengths, where one law must hold for all", () => {
    const N = Float64Array.from([...sizes.slice(4), ...sizes.slice(4)]);
    const lengths = N.map((_, i) => (i < 12 ? 1 : 8));
    const curve = (size: number, i: number) => mirageAccuracy(size, { critical: 2e8, alpha: 0.5 }, lengths[i]!);
    const answer = tellApart({ N, accuracy: draw(curve, 300, 5, N), trials: 300, answerLength: lengths });
    expect(answer.verdict).toBe("metric");
    expect(answer.words.at(-1)).toMatch(/the metric's own doing/);
    // The sigmoid knows no length, so that its misfit shows as such.
    expect(answer.dispersion).toBeLessThan(2);
  });

  it("works without trials and with guessing", () => {
    const accuracy = sizes.map((N) => 0.25 + 0.75 * logisticAt(N, 1));
    const { candidates, verdict, words } = tellApart({ N: sizes, accuracy, chance: 0.25 });
    expect(verdict).toBe("sigmoid");
    expect(candidates[0]!.parameters.midpoint! / 1e9).toBeCloseTo(1, 3);
    expect(candidates[0]!.parameters.slope).toBeCloseTo(1, 3);
    expect(words[1]).toMatch(/^Without the number of questions/);
    expect(candidates[0]!.heldOut).toBeLessThan(1e-3);
  });

  it("gives plateaus the interval of their trials", () => {
    const answer = tellApart({ N: sizes, accuracy: sizes.map((N) => (N < 1e9 ? 0 : 0.5)), trials: 100 });
    const step = answer.candidates.find(({ name }) => name === "step")!;
    // Eight sizes of 100 questions each, on either side: Wilson's interval of 0/800 and 400/800.
    expect(step.predict(1e7, 1, 1).ci95).toEqual([expect.closeTo(0, 6), expect.closeTo(3.8415 / (800 + 3.8415), 6)]);
    expect(step.predict(1e10, 1, 1).ci95[1]).toBeCloseTo(0.53456, 5);
  });

  it("widens for models that differ by more than the draw of questions", () => {
    const stream = rootStream(9).child("families");
    const accuracy = sizes.map((N) => Math.min(1, Math.max(0, logisticAt(N, 1) + 0.05 * stream.normal())));
    const { dispersion } = tellApart({ N: sizes, accuracy, trials: 5000 });
    expect(dispersion).toBeGreaterThan(5);
  });

  it("takes accuracies of 0 and 1 alone", () => {
    const answer = tellApart({ N: sizes, accuracy: sizes.map((N) => (N < 1e9 ? 0 : 1)), trials: 100 });
    expect(answer.candidates.every(({ weight }) => Number.isFinite(weight))).toBe(true);
    expect(answer.verdict).not.toBe("constant");
  });

  it("fits a ceiling where the accuracies have one, and forecasts no more", () => {
    const truth = (N: number) => 0.25 + 0.6 * logisticAt(N, 1.1);
    const answer = tellApart({ N: sizes, accuracy: draw(truth, 4000, 1), trials: 4000, chance: 0.25 });
    expect(answer.verdict).toBe("sigmoid");
    expect(answer.misfit).toBeNull();
    const { parameters, predict } = answer.candidates[0]!;
    expect(Math.abs(parameters.ceiling! - 0.85)).toBeLessThan(0.02);
    const { value, ci95 } = predict(1e13);
    expect(Math.abs(value - 0.85)).toBeLessThan(0.02);
    expect(ci95[0]).toBeLessThan(0.85);
    expect(ci95[1]).toBeGreaterThan(0.85);
    expect(answer.words.join(" ")).toMatch(/levels off at 0\.8\d\d/);
  });

  it("says that no explanation fits, where none does", () => {
    const wave = (N: number) => 0.5 + 0.35 * Math.sin(1.5 * Math.log(N));
    const { misfit, words } = tellApart({ N: sizes, accuracy: draw(wave, 2000, 1), trials: 2000 });
    expect(misfit).toMatch(/^no explanation fits: .* weights compare these explanations only$/);
    expect(words[0]).toMatch(/among these explanations alone|Cannot tell/);
    expect(tellApart({ N: sizes, accuracy: draw((N) => logisticAt(N, 1), 2000, 1), trials: 2000 }).misfit).toBeNull();
  });

  it("refuses what is no accuracy", () => {
    expect(() => tellApart({ N: [1, 2, 3], accuracy: [0, 0, 1] })).toThrow(/invalid number of sizes: 3/);
    expect(() => tellApart({ N: [1, 2, 3, 4], accuracy: [0, 0, 1, 67] })).toThrow(/invalid accuracy: 67/);
    expect(() => tellApart({ N: [1, 2, 3, -4], accuracy: [0, 0, 1, 1] })).toThrow(/invalid N: -4/);
    expect(() => tellApart({ N: [1, 2, 3, 4], accuracy: [0, 0, 1] })).toThrow(/number of values of accuracy: 3/);
  });
});
