import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("sees the mirage, predicts through it and resolves it", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 8 });
  expect(metrics.accuracy_of_small_models!.value).toBeLessThan(0.05);
  expect(Math.abs(metrics["forecast_error@from tokens"]!.value!)).toBeLessThan(0.05);
  expect(Math.abs(metrics["exponent@pass rates"]!.value! - 0.3)).toBeLessThan(0.02);
  expect(verdicts["S0/§3.1.1/metric-makes-jumps"]!.verdict).toBe("holds");
  expect(verdicts["S0/§3.1.1/unpredictable"]!.verdict).toBe("fails");
  expect(verdicts["S0/§3.1.1/task-law"]!.verdict).toBe("holds");
});

it("measures the bias of r/K", async () => {
  const { metrics } = await runInline(study, { repetitions: 30, items: 10 });
  const at = (series: string) => metrics[`rate_at_0.01@${series}`]!;
  expect(at("r/K, exact mean").value).toBeCloseTo(0.0193, 4);
  for (const [series, mean] of [
    ["r/K", at("r/K, exact mean").value!],
    ["(r−1)/(K−1)", 0.01],
  ] as const) {
    const { value, stderr } = at(series);
    expect(Math.abs(value! - mean)).toBeLessThan(4 * stderr!);
  }
});

it("judges the handbook's formulas", async () => {
  const { verdicts, figures } = await runInline(study, { repetitions: 2, items: 20 });
  expect(Object.keys(verdicts)).toEqual(study.claims.map(({ id }) => id));
  expect(verdicts["S1/§3.4/critical-law"]!.measured).toBeCloseTo(16 / 24, 12);
  expect(verdicts["S1/§3.3/sigmoid"]!.verdict).toBe("corrected");
  expect(verdicts["S1/core-formulas/zero-shot"]!.measured).toBeCloseTo(0, 12);
  expect(verdicts["S1/example-3/detects"]!.measured! / 10e9).toBeCloseTo(1, 4);
  expect(figures).toHaveLength(4);
});
