import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("finds the exponent of data and that the published pair does not fit", async () => {
  const { metrics, verdicts, rows } = await runInline(study, { quanta: 30_000, alpha: 0.5, repetitions: 4 });
  expect(Math.abs(metrics.data_exponent!.value! - 1 / 3)).toBeLessThan(0.01);
  expect(metrics.size_exponent!.value).toBeCloseTo(0.5, 4);
  expect(verdicts["S0/§3.1.2/quanta-and-data"]!.verdict).toBe("holds");
  expect(verdicts["S0/§3.1.2/quanta-and-published-exponents"]!.verdict).toBe("fails");
  expect(verdicts["S1/§1.1/power-law-not-exponential"]!.verdict).toBe("holds");
  const at = (series: string) => rows.filter((row) => row.quantity === "loss" && row.series === series);
  const expected = at("expected");
  for (const [i, { value }] of at("simulated").slice(0, expected.length).entries()) {
    expect(Math.abs(Number(value) / Number(expected[i]!.value) - 1)).toBeLessThan(0.03);
  }
});
