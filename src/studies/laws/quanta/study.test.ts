import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";
import { hurwitzZeta, tailMass, zipf } from "./zipf.js";

it("knows zeta functions", () => {
  expect(hurwitzZeta(2, 1)).toBeCloseTo(Math.PI ** 2 / 6, 14);
  expect(hurwitzZeta(4, 1)).toBeCloseTo(Math.PI ** 4 / 90, 14);
  expect(hurwitzZeta(1.5, 1)).toBeCloseTo(2.612375348685488, 13);
  expect(hurwitzZeta(2, 0.5)).toBeCloseTo(Math.PI ** 2 / 2, 13);
  expect(() => hurwitzZeta(1, 1)).toThrow("invalid s: 1; expected a number above 1");
  const p = zipf(500, 0.7);
  expect(p.reduce((sum, share) => sum + share, tailMass(500, 0.7))).toBeCloseTo(1, 13);
});

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
