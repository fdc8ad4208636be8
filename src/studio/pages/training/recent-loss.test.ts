import { describe, expect, it } from "vitest";
import { recentLoss, recentSteps, runningMean } from "./recent-loss.js";

describe("the recent loss", () => {
  it("is that of the last tenth of the steps: at least 20 where there are so many, at most 200", () => {
    expect([1, 12, 100, 982, 20_000].map(recentSteps)).toEqual([1, 12, 20, 98, 200]);
  });

  it("has the standard error of its mean, which one step has not", () => {
    const losses = [9, 9, ...Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 3))];
    const { value, stderr, n } = recentLoss(losses);
    expect([value, n]).toEqual([2, 20]);
    expect(stderr).toBeCloseTo(Math.sqrt(20 / 19 / 20), 12);
    expect(recentLoss([0.7])).toEqual({ value: 0.7, stderr: null, n: 1 });
  });

  it("runs: each step has the mean that was recent then", () => {
    const losses = Array.from({ length: 450 }, (_, i) => Math.sin(i) + 2);
    const running = runningMean(losses);
    for (const step of [1, 2, 20, 21, 300, 450]) {
      expect(running[step - 1]).toBeCloseTo(recentLoss(losses.slice(0, step)).value!, 12);
    }
    expect(runningMean([])).toEqual([]);
  });
});
