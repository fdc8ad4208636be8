import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { sharedColumns } from "../../../../test/shared-data.js";
import { tableOf } from "../../../../test/table-of.js";
import { rootStream } from "../../../numerics/random/index.js";
import { plantExperiment } from "./approaches.js";
import study from "./study.js";

const small = { repetitions: 3, resamples: 40 };

it("recovers the planted exponents by approaches 2 and 3", async () => {
  const { metrics } = await runInline(study, small);
  for (const [label, truth] of [
    ["besiroglu", 0.3658 / (0.3478 + 0.3658)],
    ["hoffmann-rounded", 0.28 / 0.62],
  ] as const) {
    for (const approach of ["2: parabolas", "3: parametric fit"]) {
      const { value, stderr } = metrics[`exponent@${label}, ${approach}`]!;
      expect(Math.abs(value! - truth)).toBeLessThan(4 * stderr! + 0.005);
    }
  }
});

it("finds the planted optimum exactly where there is no noise", async () => {
  const { metrics } = await runInline(study, { ...small, repetitions: 1, noise: 0 });
  expect(metrics["exponent@besiroglu, 3: parametric fit"]!.value).toBeCloseTo(0.3658 / 0.7136, 6);
  // Parabolas are biased where a valley is not one.
  const biased = metrics["bias_of_size@hoffmann-rounded, 2: parabolas"]!.value!;
  expect(Math.abs(biased)).toBeGreaterThan(0.005);
  expect(Math.abs(metrics["bias_of_size@hoffmann-rounded, 3: parametric fit"]!.value!)).toBeLessThan(1e-5);
});

it("judges what the source says of budgets and ratios", async () => {
  const { verdicts } = await runInline(study, small);
  const kinds = Object.fromEntries(Object.entries(verdicts).map(([claim, { verdict }]) => [claim, verdict]));
  expect(Object.keys(kinds).sort()).toEqual(study.claims.map(({ id }) => id).sort());
  expect(kinds["S1/§1.3/twenty"]).toBe("corrected");
  expect(kinds["S1/§1.3/constants-and-exponent"]).toBe("fails");
  expect(kinds["S1/§1.4/lagrange"]).toBe("holds");
  expect(kinds["S1/§6.1/budget-rule"]).toBe("holds");
  expect(verdicts["S0/§2.1.1/kaplan-constants"]).toMatchObject({ verdict: "holds", measured: null });
  expect(verdicts["S1/§1.3/constants-and-ratio"]!.measured).toBeCloseTo(92.65, 1);
  expect(verdicts["S1/§1.2/allocation"]!.measured).toBeCloseTo(0.095 / 0.171, 6);
});

it("draws every table's exponents and an interval that holds the truth", async () => {
  const { figures } = await runInline(study, small);
  expect(figures.map(({ id }) => id)).toEqual(["valleys", "sizes", "exponents", "tokens-per-parameter"]);
  const band = figures[3]!.marks.find((mark) => mark.type === "band")!;
  if (band.type !== "band") throw new Error("no band");
  for (const { low, high } of band.data) expect(Number(low)).toBeLessThan(Number(high));
});

const published = sharedColumns("scaling", "chinchilla_epoch", "chinchilla_points.csv");

it.skipIf(!published)("finds 18 tokens per parameter, and their interval, on the published points", async () => {
  const { N, C, loss } = published!;
  const table = tableOf({ N: N!, C: C!, loss: loss! });
  const { metrics, rows, verdicts, figures } = await runInline(study, { outliers: 5, resamples: 200 }, 1, table);
  expect(metrics["runs@table"]!.value).toBe(240);
  expect(metrics["tokens_per_parameter@table"]!.value).toBeCloseTo(17.9, 1);
  expect(metrics["exponent@table, 3: parametric fit"]!.value).toBeCloseTo(0.3672 / 0.7145, 3);
  // The standard error that Besiroglu et al. give for a.
  expect(Math.abs(metrics["exponent_stderr@table, 3: parametric fit"]!.value! - 0.02)).toBeLessThan(0.005);
  const at = (series: string) => Number(rows.find((row) => row.x === 5.76e23 && row.series === series)?.value);
  // [7.6, 35.9] over 4,000 resamples.
  expect(Math.abs(at("low") - 7.6)).toBeLessThan(2);
  expect(Math.abs(at("high") - 35.9)).toBeLessThan(5);
  expect(verdicts["S1/§1.3/equal-proportion"]!.verdict).toBe("holds");
  expect(verdicts["S1/§1.3/twenty"]!.verdict).toBe("corrected");
  expect(figures.map(({ id }) => id)).toEqual(["exponents", "tokens-per-parameter"]);
});

it("judges a person's table, and says which approach it gives no answer", async () => {
  const { isoFlop } = plantExperiment(
    { E: 1.7, A: 400, B: 2000, alpha: 0.35, beta: 0.35 },
    { sizes: 7, width: 4, noise: 0.001 },
    rootStream(4),
  );
  const columns = (runs: typeof isoFlop) =>
    tableOf({
      params: runs.map(({ N }) => N),
      flops: runs.map(({ C }) => C),
      loss: runs.map(({ loss }) => loss),
    });
  const { metrics, verdicts } = await runInline(study, { resamples: 20 }, 1, columns(isoFlop));
  for (const approach of ["2: parabolas", "3: parametric fit"]) {
    expect(Math.abs(metrics[`exponent@table, ${approach}`]!.value! - 0.5)).toBeLessThan(0.02);
  }
  expect(Object.keys(verdicts).sort()).toEqual(study.claims.map(({ id }) => id).sort());
  expect(verdicts["S1/§1.1/small-predicts-large"]!.verdict).toBe("holds");
  expect(verdicts["S1/§1.3/equal-proportion"]!.verdict).toBe("holds");
  const scattered = isoFlop.filter((_, i) => i % 5 === 0);
  const few = await runInline(study, { resamples: 20 }, 1, columns(scattered));
  expect(few.metrics["exponent@table, 2: parabolas"]!.value).toBeNull();
  expect(few.verdicts["S1/§1.3/equal-proportion"]!.note).toContain("approach 2: no answer from these runs");
  expect(() => study.cells(study.params.parse({}), tableOf({ N: [1, 2], loss: [3, 2] }))).toThrow(/none for D/);
});
