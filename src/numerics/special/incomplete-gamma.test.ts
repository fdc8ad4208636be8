import { expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { erf, erfc } from "./error-function.js";
import { regularizedGammaP as P, regularizedGammaQ as Q } from "./incomplete-gamma.js";

const relativeError = (value: number, reference: number) => Math.abs(value / reference - 1);

// The doubles nearest to references from 40-digit arithmetic (mpmath 1.3), each at the double x.
test.each([
  [0.25, 0.1, 0.608338845728966, 0.39166115427103393],
  [0.001, 0.5, 0.9994399333435292, 0.0005600666564707498],
  [0.001, 5, 0.9999988490186602, 0.000001150981339730861],
  [2.5, 1.5, 0.3000141641213725, 0.6999858358786275],
  [3.3, 10.7, 0.9975679204209835, 0.002432079579016484],
  [10, 3, 0.0011024881301154798, 0.9988975118698845],
  [100, 80, 0.017108313035133115, 0.9828916869648668],
  [100, 120, 0.9721362601094793, 0.027863739890520663],
  [1000, 1100, 0.99894067674607, 0.0010593232539299773],
])("P and Q of a = %d, x = %d", (a, x, p, q) => {
  expect(relativeError(P(a, x), p)).toBeLessThan(1e-14);
  expect(relativeError(Q(a, x), q)).toBeLessThan(1e-14);
});

test("are the error functions for a = 1/2 and the exponential for a = 1", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 12, noNaN: true }), (z) => {
      expect(relativeError(P(0.5, z * z), erf(z))).toBeLessThan(2e-14);
      expect(relativeError(Q(0.5, z * z), erfc(z))).toBeLessThan(2e-14 + z * z * Number.EPSILON);
      expect(relativeError(Q(1, z), Math.exp(-z))).toBeLessThan(1e-14);
      expect(relativeError(P(1, z), -Math.expm1(-z))).toBeLessThan(1e-14);
    }),
  );
});

test("Q of a whole a is a Poisson sum, here added from its small end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 100, noNaN: true }), (a, x) => {
      const terms = [Math.exp(-x)];
      for (let n = 1; n < a; n++) terms.push((terms[n - 1]! * x) / n);
      const sum = terms.sort((first, second) => first - second).reduce((total, term) => total + term, 0);
      expect(relativeError(Q(a, x), sum)).toBeLessThan(1e-13);
    }),
  );
});

test("add up to one, and step by x^a e^(−x)/Γ(a + 1) from a to a + 1, over all branches", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 400, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (a, ratio) => {
        const x = a * ratio;
        expect(Math.abs(P(a, x) + Q(a, x) - 1)).toBeLessThan(1e-14);
        // For a > 1 the same step in Q, so that both are tested where they are small.
        expect(P(a, x) - P(a + 1, x)).toBeCloseTo(Q(a + 1, x) - Q(a, x), 13);
      },
    ),
  );
});

test("reach their limits", () => {
  for (const a of [0.1, 1, 30]) {
    expect([P(a, 0), Q(a, 0), P(a, Infinity), Q(a, Infinity)]).toEqual([0, 1, 1, 0]);
    expect(Q(a, 1e4)).toBe(0);
  }
});

test("refuse what they are not defined for", () => {
  for (const f of [P, Q]) {
    for (const a of [0, -1, Number.NaN, Infinity]) expect(() => f(a, 1)).toThrow(InputError);
    for (const x of [-1e-9, Number.NaN]) expect(() => f(1, x)).toThrow(InputError);
  }
});
