import { describe, expect, it } from "vitest";
import { embeddedProvider } from "../../numerics/linear-algebra/index.js";
import { rootStream } from "../../numerics/random/index.js";
import { buildSpinGlass } from "../couplings.js";
import { featureSpectrum } from "../task-moments.js";
import { drawTasks } from "../tasks.js";
import { expectedEigenvalues, spectralDensity, spectralDistance, spectralTail } from "./index.js";

describe("the law of the eigenvalues", () => {
  it.each([
    [40, 10, 50],
    [110, 10, 50],
    [900, 10, 50],
    [3000, 20, 100],
  ])("has the mass and the mean that are exact, at P = %d, D = %d, N = %d", (P, D, N) => {
    const p = D * (D + 1);
    const { x, above } = spectralTail({ P, D, N });
    expect(above[0]).toBeCloseTo(Math.min(1, P / p), 3);
    let mean = 0;
    for (let i = 1; i < x.length; i++) mean += ((x[i]! + x[i - 1]!) / 2) * (above[i - 1]! - above[i]!);
    const { a1, t2 } = featureSpectrum({ D, N });
    expect(mean).toBeCloseTo((D * D * a1 + D * t2) / p, 4);
  });

  it("is the law of Marchenko and Pastur where one population eigenvalue is all but alone", () => {
    // At D = 1000 the t2 are 1 in 1001, far from the bulk, which they leave as it is but for O(1/D).
    const [D, N, P] = [1000, 5000, 2_000_000];
    const { a1 } = featureSpectrum({ D, N });
    const ratio = D ** 2 / P;
    const [low, high] = [a1 * (1 - Math.sqrt(ratio)) ** 2, a1 * (1 + Math.sqrt(ratio)) ** 2];
    for (const share of [0.2, 0.5, 0.8]) {
      const x = low + share * (high - low);
      const exact = Math.sqrt((high - x) * (x - low)) / (2 * Math.PI * ratio * a1 * x);
      expect(Math.abs(spectralDensity({ P, D, N }, x) / exact - 1)).toBeLessThan(5e-3);
    }
  });

  it("is what large spin glasses tend to", () => {
    const algebra = embeddedProvider();
    const distanceAt = (D: number) => {
      const sizes = { P: 2 * D * D, D, N: 5 * D };
      const glass = buildSpinGlass(drawTasks(rootStream(3).child("tasks", D), sizes), algebra);
      return spectralDistance(algebra.eigenvalues(glass.secondMoment).slice().reverse(), sizes.P, spectralTail(sizes));
    };
    const [small, large] = [distanceAt(5), distanceAt(20)];
    expect(large).toBeLessThan(0.06);
    expect(large).toBeLessThan(small);
  });

  it("gives each rank its eigenvalue, and zeros where there are fewer tasks than spins", () => {
    const [P, D, N] = [40, 10, 50];
    const expected = expectedEigenvalues(spectralTail({ P, D, N }), D * (D + 1));
    expect(expected.filter((value) => value === 0)).toHaveLength(70);
    expect([...expected]).toEqual([...expected].sort((a, b) => b - a));
    const { a1, t2 } = featureSpectrum({ D, N });
    expect(expected.reduce((a, b) => a + b, 0) / (D * D * a1 + D * t2)).toBeCloseTo(1, 2);
  });

  it("refuses the point where the atom is", () => {
    expect(() => spectralDensity({ P: 10, D: 3, N: 5 }, 0)).toThrow("invalid x: 0; expected a number above 0");
  });
});
