import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("finds the dual form exact, and softmax no update of weights", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 4, contexts: [2, 16] });
  expect(metrics.dual_gap!.value).toBeLessThan(1e-13);
  expect(metrics["unexplained@linear"]!.value).toBeLessThan(1e-13);
  expect(metrics["unexplained@softmax"]!.value).toBeGreaterThan(0.1);
  expect(metrics["attention@same class"]!.value).toBeGreaterThan(metrics["attention@another class"]!.value!);
  expect(verdicts["S0/§3.2.1/dual-form"]!.verdict).toBe("corrected");
  expect(verdicts["S0/§3.2.1/implicit-fine-tuning"]!.verdict).toBe("holds");
  expect(verdicts["S1/§2.5/soft-fine-tuning"]!.verdict).toBe("corrected");
});

it("refuses fewer queries than the fit needs", () => {
  const params = study.params.parse({ queries: 20 });
  expect(() => study.cells(params)).toThrow("invalid queries: 20; expected at least 36");
});

it("cannot judge a training that diverges", async () => {
  const { verdicts } = await runInline(study, { repetitions: 2, contexts: [2], rate: 1, steps: 3000 });
  expect(verdicts["S0/§3.2.1/dual-form"]!.verdict).toBe("undecided");
});
