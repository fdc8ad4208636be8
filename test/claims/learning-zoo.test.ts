import { expect, it } from "vitest";
import study from "../../src/studies/learning/zoo/study.js";
import { runInline } from "../run-inline.js";

/** Errors of an independent training (three seeds, 150 epochs) at N = 50, 100, 200. */
const reference = {
  sla: [0.311, 0.189, 0.107],
  fla: [0.311, 0.186, 0.1],
  mhla: [0.326, 0.188, 0.1],
} as const;

/** The exact ground state at λ = 0.01, mean of fifty seeds. */
const ground = [0.31878, 0.19831, 0.12177];

it("has the errors of the linear models at P = 10 000, D = 20 within 10 %", async () => {
  const models = ["sla", "fla", "mhla"] as const;
  const { params, metrics, verdicts } = await runInline(study, { models, repetitions: 1 });
  expect(params).toMatchObject({ P: 10_000, D: 20, N: [50, 100, 200], lambda: 0.01 });
  [50, 100, 200].forEach((N, i) => {
    for (const model of models) {
      const { value, stderr } = metrics[`eps_${model}@N=${N}`]!;
      expect(Math.abs(value! / reference[model][i]! - 1), `${model} at N = ${N}`).toBeLessThan(0.1);
      expect(stderr ?? 0).toBeLessThan(0.02 * value!);
    }
    expect(Math.abs(metrics[`eps_theory@N=${N}`]!.value! / ground[i]! - 1)).toBeLessThan(0.03);
  });
  expect(verdicts["S2/fig-15/linear-models-agree"]!.verdict).toBe("holds");
  expect(verdicts["S2/fig-15/linear-models-follow-theory"]!.verdict).toBe("corrected");
});
