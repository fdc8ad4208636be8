import { expect, it } from "vitest";
import study from "../../src/studies/learning/zoo/study.js";
import { runInline } from "../run-inline.js";

/** Errors of an independent training (three seeds, 150 epochs), and of the exact ground state at λ = 0.01 (fifty seeds). */
const reference = {
  50: { sla: 0.311, theory: 0.31878 },
  100: { sla: 0.189, fla: 0.186, mhla: 0.188, theory: 0.19831 },
  200: { sla: 0.107, theory: 0.12177 },
} as const;

/** Trains the models at one N, and compares every error with its reference. */
async function trained(N: keyof typeof reference, models: readonly ("sla" | "fla" | "mhla")[]) {
  const { params, metrics, verdicts } = await runInline(study, { N: [N], models, repetitions: 1 });
  expect(params).toMatchObject({ P: 10_000, D: 20, lambda: 0.01 });
  for (const [learner, error] of Object.entries(reference[N])) {
    const { value, stderr } = metrics[`eps_${learner}@N=${N}`]!;
    expect(Math.abs(value! / error - 1), learner).toBeLessThan(learner === "theory" ? 0.03 : 0.1);
    expect(stderr ?? 0).toBeLessThan(0.02 * value!);
  }
  return verdicts;
}

it("has the errors of the linear models at P = 10 000, D = 20, N = 100 within 10 %", async () => {
  const verdicts = await trained(100, ["sla", "fla", "mhla"]);
  expect(verdicts["S2/fig-15/linear-models-agree"]!.verdict).toBe("holds");
});

it("has the error of simplified attention at N = 50 within 10 %", async () => {
  await trained(50, ["sla"]);
});

it("has the error of simplified attention at N = 200 within 10 %, that of the ground state at λ/2", async () => {
  const verdicts = await trained(200, ["sla"]);
  expect(verdicts["S2/fig-15/linear-models-follow-theory"]!.verdict).toBe("corrected");
});
