import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { ampEquivalent, ridgeEquivalent } from "../../../spinglass/index.js";
import study from "./study.js";

const small = { P: 3000, D: 10, N: [20, 100], repetitions: 4, epochs: 20 };

it("tells AMP from SGD and finds SGD at the ground state", async () => {
  const { verdicts, metrics } = await runInline(study, small);
  expect(verdicts["S2/fig-12b/amp-equals-sgd"]!.verdict).toBe("fails");
  expect(verdicts["S2/conclusion-2/ground-state-equals-sgd"]!.verdict).toBe("holds");
  expect(verdicts["S2/fig-12b/longer-prompts-help"]!.verdict).toBe("holds");
  for (const N of small.N) {
    const point = { P: small.P, D: small.D, N, lambda: 0.01 };
    expect(Math.abs(metrics[`eps_ridge@N=${N}`]!.value! / ridgeEquivalent(point)!.error - 1)).toBeLessThan(0.03);
    expect(Math.abs(metrics[`eps_amp@N=${N}`]!.value! / ampEquivalent(point)!.error - 1)).toBeLessThan(0.03);
    expect(metrics[`amp_converged@N=${N}`]!.value).toBe(1);
  }
});

it("finds that AMP with the Onsager term agrees with the ground state", async () => {
  const { metrics } = await runInline(study, { ...small, N: [50], algorithm: ["ridge", "tap", "gamp"] });
  for (const name of ["tap", "gamp"]) {
    expect(metrics[`eps_${name}@N=50`]!.value).toBeCloseTo(metrics["eps_ridge@N=50"]!.value!, 9);
  }
});

it("does not judge what it has not measured", async () => {
  const { verdicts } = await runInline(study, { ...small, repetitions: 1, N: [20], algorithm: ["ridge"] });
  expect(verdicts["S2/fig-12b/amp-equals-sgd"]!.verdict).toBe("undecided");
  expect(verdicts["S2/fig-12b/longer-prompts-help"]!.verdict).toBe("undecided");
});

it("has no error of AMP where AMP does not converge", async () => {
  const { metrics } = await runInline(study, { P: 60, D: 10, N: [20], repetitions: 2, algorithm: ["amp", "ridge"] });
  expect(metrics["amp_converged@N=20"]!.value).toBe(0);
  expect(metrics["eps_amp@N=20"]!.value).toBeNull();
  expect(metrics["eps_ridge@N=20"]!.value).toBeGreaterThan(0);
});
