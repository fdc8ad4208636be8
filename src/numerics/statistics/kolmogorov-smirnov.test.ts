import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { rootStream } from "../random/index.js";
import { kolmogorovSmirnov, kolmogorovSmirnovTwoSample, kolmogorovSurvival } from "./kolmogorov-smirnov.js";

test.each([
  // From SciPy 1.17, scipy.special.kolmogorov.
  [0.3, 0.9999906941986655],
  [0.5, 0.9639452436648751],
  [1.0, 0.26999967167735456],
  [1.0999, 0.17779623703239147],
  [1.1001, 0.17764017512981595],
  [1.36, 0.049485876755377876],
  [2, 0.0006709252557796953],
  [4, 2.532833109818835e-14],
])("Kolmogorov's limit at %d", (lambda, survival) => {
  expect(Math.abs(kolmogorovSurvival(lambda) / survival - 1)).toBeLessThan(1e-13);
});

test("one sample: known statistic", () => {
  expect(kolmogorovSmirnov([0.1, 0.4, 0.7, 0.2, 0.95], (x) => x).statistic).toBeCloseTo(0.2, 15);
  expect(kolmogorovSmirnov([0.5], (x) => x).statistic).toBe(0.5);
});

test.each([
  // Exact p-values of D for n = 20 and 100 from SciPy 1.17, scipy.stats.kstwo, at λ = 1, 1.36, 1.63.
  [20, [0.2645433773313499, 0.04937357447596513, 0.009803970229899428]],
  [100, [0.26618946909224084, 0.0494200237232894, 0.009945263543629283]],
])("Stephens' correction is within 3 %% of the exact p-value for n = %i", (n, exact) => {
  for (const [i, lambda] of [1, 1.36, 1.63].entries()) {
    const statistic = lambda / (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
    // A sample with exactly this D: evenly spaced, and moved up.
    const sample = Float64Array.from({ length: n }, (_, k) => k / n + statistic);
    const { statistic: found, pValue } = kolmogorovSmirnov(sample, (x) => Math.min(1, x));
    expect(found).toBeCloseTo(statistic, 12);
    expect(Math.abs(pValue / exact[i]! - 1)).toBeLessThan(0.03);
  }
});

test("two samples: known statistic, with a shared value", () => {
  expect(kolmogorovSmirnovTwoSample([1.1, 2.2, 3.3, 4.4], [0.5, 2.2, 2.9, 5, 6, 7]).statistic).toBeCloseTo(0.5, 15);
  expect(kolmogorovSmirnovTwoSample([1, 2, 3], [3, 2, 1])).toEqual({ statistic: 0, pValue: 1 });
  expect(kolmogorovSmirnovTwoSample([1, 2], [3, 4, 5]).statistic).toBe(1);
});

test("two samples: the largest gap between the two step functions, in either order", () => {
  const sample = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(sample, sample, (a, b) => {
      const below = (values: number[], x: number) => values.filter((value) => value <= x).length / values.length;
      const gaps = [...a, ...b].map((x) => Math.abs(below(a, x) - below(b, x)));
      expect(kolmogorovSmirnovTwoSample(a, b).statistic).toBeCloseTo(Math.max(...gaps), 14);
      expect(kolmogorovSmirnovTwoSample(b, a)).toEqual(kolmogorovSmirnovTwoSample(a, b));
    }),
  );
});

test("p-values of true hypotheses are uniform: 5 % of 4,000 are below 5 %", () => {
  const stream = rootStream(31);
  let oneSample = 0;
  let twoSample = 0;
  for (let i = 0; i < 4000; i++) {
    const a = stream.fillUniform(new Float64Array(60));
    const b = stream.fillUniform(new Float64Array(90));
    if (kolmogorovSmirnov(a, (x) => x).pValue < 0.05) oneSample++;
    if (kolmogorovSmirnovTwoSample(a, b).pValue < 0.05) twoSample++;
  }
  // Four standard errors of 4,000 draws with probability 0.05; the two-sample D is discrete, which costs it a little.
  const fourErrors = 4 * Math.sqrt(4000 * 0.05 * 0.95);
  expect(Math.abs(oneSample - 200)).toBeLessThan(fourErrors);
  expect(twoSample).toBeLessThan(200 + fourErrors);
  expect(twoSample).toBeGreaterThan(100);
});

test("refuse empty samples and NaN", () => {
  expect(() => kolmogorovSmirnov([], (x) => x)).toThrow(InputError);
  expect(() => kolmogorovSmirnov([1, Number.NaN], (x) => x)).toThrow(InputError);
  expect(() => kolmogorovSmirnovTwoSample([1], [])).toThrow(InputError);
});
