import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

const small = { prompts: 60, repetitions: 6, noise: [0.1, 1] };

it("selects nearly as well as Bayes, and runs the algorithms exactly", async () => {
  const { metrics, verdicts } = await runInline(study, small);
  const error = (name: string, sigma: number) => metrics[`error_${name}@sigma=${sigma}`]!.value!;
  for (const sigma of [0.1, 1]) {
    const best = Math.min(error("ridge(0.1)", sigma), error("ridge(1)", sigma));
    expect(error("select", sigma)).toBeLessThan(1.6 * best);
    expect(metrics[`routed@sigma=${sigma}`]!.value).toBe(1);
  }
  expect(error("select", 0.1)).toBeLessThan(error("ridge(1)", 0.1) / 5);
  expect(metrics["gap@ridge"]!.value).toBeLessThan(1e-12);
  expect(metrics["gap@Lasso"]!.value).toBeLessThan(1e-6);
  for (const { verdict } of Object.values(verdicts)) expect(verdict).toBe("holds");
});

it("does not judge optimality without the candidates' own noise", async () => {
  const { verdicts } = await runInline(study, { ...small, noise: [0.3], prompts: 4, repetitions: 2 });
  expect(verdicts["S0/§3.2.3/nearly-optimal"]!.verdict).toBe("undecided");
});
