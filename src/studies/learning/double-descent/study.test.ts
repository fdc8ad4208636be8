import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("has its peak at 1 + 1/D, and tells the ridgeless limit from where descent ends", async () => {
  const { metrics, verdicts } = await runInline(study, {
    D: 8,
    N: 40,
    alpha: [0.25, 0.4, 1, 1.125, 2],
    repetitions: 16,
    trained: 2,
    epochs: 400,
  });
  expect(verdicts["S2/fig-16b/peak-at-one"]!.verdict).toBe("corrected");
  expect(verdicts["S2/fig-16b/peak-at-one"]!.measured).toBe(1.125);
  expect(verdicts["S2/fig-16b/ridgeless-limit"]!.verdict).toBe("corrected");
  expect(metrics["eps_descent@alpha=0.25"]!.value).toBeGreaterThan(metrics["eps_minnorm@alpha=0.25"]!.value!);
  // Beyond the peak there is one solution, and all find it.
  for (const method of ["descent", "merged", "separate"]) {
    const found = metrics[`eps_${method}@alpha=2`]!.value!;
    if (method === "descent") expect(found).toBeCloseTo(metrics["eps_minnorm@alpha=2"]!.value!, 9);
    expect(found).toBeLessThan(1);
  }
});

it("trains nothing where it is told so, and then says what it cannot judge", async () => {
  const { metrics, verdicts } = await runInline(study, {
    D: 4,
    N: 20,
    alpha: [0.5, 1, 1.25],
    repetitions: 3,
    trained: 0,
  });
  expect(metrics["eps_merged@alpha=1"]!.value).toBeNull();
  expect(metrics["eps_minnorm@alpha=1"]!.n).toBe(3);
  expect(verdicts["S2/fig-16b/both-show-double-descent"]!.verdict).toBe("undecided");
});

it.each([{ epochs: 10 }, { epochs: 1000, rate: 1e-6 }])(
  "sees no height where nothing was learnt (%o)",
  async (short) => {
    const { verdicts } = await runInline(study, { D: 1, N: 1, alpha: [0.01, 1, 2], repetitions: 3, ...short });
    expect(verdicts["S2/fig-16b/height-of-the-peak"]!.verdict).toBe("undecided");
  },
);
