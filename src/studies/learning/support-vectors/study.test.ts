import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("finds the direction of the selected tokens' SVM in six problems", async () => {
  const { rows, metrics, verdicts, figures } = await runInline(study, { repetitions: 6 });
  expect(Object.keys(verdicts)).toEqual(study.claims.map(({ id }) => id));
  const correlations = rows.filter((r) => r.quantity === "correlation" && r.series === "selected tokens");
  expect(correlations).toHaveLength(6);
  for (const { value } of correlations) expect(value).toBeGreaterThan(0.9995);
  expect(metrics.svm_margin!.value).toBeCloseTo(1, 9);
  expect(metrics["correlation@naive gradient"]!.value).toBeLessThan(0.97);
  expect(verdicts["S0/§3.2.1/attention-geometry-svm"]!.verdict).toBe("holds");
  expect(verdicts["S0/§3.2.1/transformer-is-svm"]!.verdict).toBe("corrected");
  expect(figures).toHaveLength(3);
});

it("finds problems that end at tokens which are not the best", async () => {
  const { metrics } = await runInline(study, { repetitions: 12, T: 8, steps: 2000 });
  expect(metrics.optimal_selected!.value).toBeLessThan(1);
  expect(metrics["correlation@optimal tokens"]!.value).toBeLessThan(metrics["correlation@selected tokens"]!.value!);
});

it("stays finite where the gradient becomes too small to be normalised", async () => {
  const { metrics, verdicts } = await runInline(study, { n: 1, T: 2, d: 2, repetitions: 2 });
  expect(metrics["correlation@selected tokens"]!.n).toBe(2);
  for (const { measured } of Object.values(verdicts)) expect(Number.isFinite(measured)).toBe(true);
});

it("does not take a direction for the limit before it is near", async () => {
  const { verdicts } = await runInline(study, { repetitions: 2, steps: 100 });
  expect(verdicts["S0/§3.2.1/attention-geometry-svm"]!.verdict).toBe("undecided");
  expect(verdicts["S0/§3.2.1/transformer-is-svm"]!.verdict).toBe("undecided");
});
