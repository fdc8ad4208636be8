import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

const small = { domains: 3, repetitions: 2, unseen: 20 };

it("predicts unseen mixtures and certifies the best one", async () => {
  const { metrics, verdicts } = await runInline(study, small);
  expect(verdicts["S0/§2.1.2/predicts"]!.verdict).toBe("holds");
  expect(metrics.gap!.value).toBeLessThan(1e-9);
  expect(metrics.search_above_optimum!.value).toBeGreaterThan(-1e-12);
  expect(metrics.regret!.value!).toBeLessThan(metrics.regret_of_equal_shares!.value!);
  expect(metrics.regret!.value).toBeGreaterThan(-1e-12);
  expect(verdicts["S0/§2.1.2/heuristics"]!.verdict).toBe("corrected");
});

it("recovers the centred coefficients exactly without noise, and says which are not determined", async () => {
  const { rows, verdicts } = await runInline(study, { ...small, noise: 0, repetitions: 1 });
  const coefficients = rows.filter(({ quantity }) => quantity === "coefficient");
  expect(coefficients).toHaveLength(9);
  for (const { x, value } of coefficients) expect(value).toBeCloseTo(Number(x), 5);
  expect(verdicts["S0/§2.1.2/coefficients"]!.verdict).toBe("corrected");
  expect(verdicts["S0/§2.1.2/power-law"]!.measured).toBeCloseTo(9, 6);
});
