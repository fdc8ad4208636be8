import { expect, it } from "vitest";
import { centralDifferences } from "./central-differences.js";

it("has the slope and curvature of an exponential to sixth order", () => {
  const error = (h: number) => {
    const { slope, curvature } = centralDifferences(Math.exp, 1, h);
    return [slope, curvature].map((value) => Math.abs(value - Math.E));
  };
  const [coarse, fine] = [error(0.2), error(0.1)];
  for (const k of [0, 1]) expect(Math.log2(coarse[k]! / fine[k]!)).toBeCloseTo(6, 1);
});
