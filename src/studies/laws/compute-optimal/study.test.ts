import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
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
