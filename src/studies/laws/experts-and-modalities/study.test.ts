import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("finds that experts are not parameters and modalities not a sum", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 2 });
  const at = (name: string) => metrics[name]!.value!;
  expect(at("rmse@moe-clark")).toBeLessThan(0.006);
  expect(at("rmse@handbook-experts")).toBeGreaterThan(0.01);
  expect(Math.abs(at("forecast_error@moe-clark"))).toBeLessThan(0.02);
  expect(at("rmse@multimodal")).toBeLessThan(0.006);
  expect(verdicts["S1/new/mixture-of-experts"]!.verdict).toBe("fails");
  expect(verdicts["S1/new/multimodal"]!.verdict).toBe("fails");
});

it("has a law of modalities that is exact without noise", async () => {
  const { metrics } = await runInline(study, { repetitions: 1, noise: 0 });
  expect(metrics["rmse@multimodal"]!.value).toBeLessThan(1e-8);
  expect(Math.abs(metrics["forecast_error@multimodal"]!.value!)).toBeLessThan(1e-6);
});
