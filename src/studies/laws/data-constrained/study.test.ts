import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("finds four epochs known and forty not", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 8 });
  expect(verdicts["S0/§2.1.1/predicts-large-scale"]!.verdict).toBe("corrected");
  expect(metrics.open_above!.value).toBeGreaterThan(0);
  expect(Math.abs(metrics["worth@4 epochs"]!.value! - 3.73 / 4)).toBeLessThan(0.05);
  expect(verdicts["S0/§2.1.1/data-power-law"]!.verdict).toBe("corrected");
});

it("recovers R_D where the runs are exact, and then says that it predicts", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 3, noise: 1e-4 });
  expect(Math.abs(metrics.R_D!.value! / 15.387756 - 1)).toBeLessThan(0.01);
  expect(metrics.open_above!.value).toBe(0);
  expect(verdicts["S0/§2.1.1/predicts-large-scale"]!.verdict).toBe("holds");
});

it("lets the claim of more data hold where there is enough of it", async () => {
  const { verdicts } = await runInline(study, { repetitions: 3, unique: 1e13 });
  expect(verdicts["S1/§1.3/smaller-model-more-data"]!.verdict).toBe("holds");
});
