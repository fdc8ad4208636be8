import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("tells the printed formula, one step and the regression apart", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 4 });
  expect(metrics.rank!.value).toBe(8);
  expect(metrics.corrected_formula_error!.value).toBeLessThan(1e-12);
  expect(verdicts["S1/§2.3/attention-formula"]!.verdict).toBe("corrected");
  expect(verdicts["S1/§2.3/one-gradient-step"]!.verdict).toBe("holds");
  expect(verdicts["S1/§2.3/step-is-least-squares"]!.verdict).toBe("fails");
});

it("lets the printed formula hold where it can: as many examples as dimensions", async () => {
  const { verdicts } = await runInline(study, { repetitions: 2, dimension: 5, examples: 5 });
  expect(verdicts["S1/§2.3/attention-formula"]!.verdict).toBe("holds");
});

it("sees the distance fall as the square root of d/k", async () => {
  const { rows } = await runInline(study, { repetitions: 40, noise: 0 });
  const mean = (x: number) => {
    const values = rows.flatMap((row) => (row.quantity === "distance" && row.x === x ? Number(row.value) : []));
    return values.reduce((a, b) => a + b, 0) / values.length;
  };
  expect(mean(50) / mean(200)).toBeGreaterThan(1.85);
  expect(mean(50) / mean(200)).toBeLessThan(2.15);
});

it("judges every claim, and attributions without a number", async () => {
  const { verdicts } = await runInline(study, { repetitions: 2 });
  expect(Object.keys(verdicts)).toEqual(study.claims.map(({ id }) => id));
  expect(verdicts["S1/new/dates"]!.measured).toBeNull();
});
