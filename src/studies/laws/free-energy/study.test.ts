import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("finds that the entropy takes over", async () => {
  const { metrics, verdicts } = await runInline(study, { parameters: 10, repetitions: 2 });
  expect(metrics["exponent@premise"]!.value).toBeCloseTo(1, 6);
  expect(metrics["exponent@basin"]!.value).toBeCloseTo(1, 6);
  expect(metrics["exponent@zero_temperature"]!.value).toBeCloseTo(-0.34, 12);
  expect(verdicts["S1/§4.1/free-energy"]!.verdict).toBe("holds");
  expect(verdicts["S1/§4.1/power-law-of-free-energy"]!.verdict).toBe("fails");
});

it("lets the claim hold where the entropy does not count: at almost no temperature", async () => {
  const { verdicts } = await runInline(study, { parameters: 4, repetitions: 1, temperature: 1e-12, alpha: 0.1 });
  // N T ln 2 at N = 10^9 is 7e-4 of N^-0.1.
  expect(verdicts["S1/§4.1/power-law-of-free-energy"]!.verdict).toBe("holds");
});
