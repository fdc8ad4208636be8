import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

const small = {
  N: 40,
  N_balanced: 20,
  steps: 300,
  steps_balanced: 400,
  lengths: [20, 80],
  prompts: 100,
  repetitions: 3,
};

it("learns the features, the dominant one first", async () => {
  const { metrics, verdicts, figures } = await runInline(study, small);
  expect(Object.keys(verdicts)).toEqual(study.claims.map(({ id }) => id));
  expect(verdicts["S0/§3.2.3/softmax-stages"]!.verdict).toBe("holds");
  expect(verdicts["S0/§3.2.3/softmax-learns"]!.verdict).toBe("holds");
  expect(verdicts["S0/§3.2.3/softmax-linear-class"]!.verdict).toBe("corrected");
  expect(metrics["least_lead@exact"]!.value).toBeGreaterThan(0);
  expect(metrics["steps_to_learn@rare, exact"]!.value!).toBeGreaterThan(
    3 * metrics["steps_to_learn@dominant, exact"]!.value!,
  );
  expect(figures.map(({ id }) => id)).toEqual(["attention", "loss", "linear-class"]);
});

it("follows the exact descent when it is stochastic", async () => {
  const { metrics } = await runInline(study, small);
  for (const feature of ["balanced", "dominant", "rare"]) {
    const [sgd, exact] = [metrics[`final_attention@${feature}`]!, metrics[`final_attention@${feature}, exact`]!];
    expect(Math.abs(sgd.value! - exact.value!)).toBeLessThan(0.01);
  }
});

it("refuses tasks with too many different prompts", async () => {
  await expect(runInline(study, { K: 6, N: 40, N_balanced: 100 })).rejects.toThrow(
    "invalid number of different prompts: 96560646",
  );
});

it("does not speak of stages where no feature is dominant", async () => {
  const { verdicts } = await runInline(study, { ...small, dominant: 0.1, steps: 60, repetitions: 2 });
  expect(verdicts["S0/§3.2.3/softmax-stages"]!.verdict).toBe("undecided");
});
