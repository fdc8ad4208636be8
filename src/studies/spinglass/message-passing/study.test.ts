import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { ampThreshold } from "../../../spinglass/index.js";
import study from "./study.js";

it("finds r-BP, TAP and GAMP at the exact mean and AMP (153) off it", async () => {
  const { metrics, verdicts } = await runInline(study, { P: [60, 2000], D: 10, N: 100, repetitions: 2 });
  for (const name of ["rbp", "tap", "gamp"]) expect(metrics[`max_deviation_${name}`]!.value).toBeLessThan(1e-8);
  expect(metrics.max_deviation_amp!.value).toBeGreaterThan(0.01);
  expect(metrics.amp_threshold_P!.value).toBe(ampThreshold({ D: 10, N: 100, lambda: 0.01 }));
  expect(metrics["amp_converged@P=60"]!.value).toBe(0);
  expect(metrics["gamp_converged@P=60"]!.value).toBe(1);
  const kinds = Object.fromEntries(Object.entries(verdicts).map(([claim, { verdict }]) => [claim, verdict]));
  expect(kinds).toEqual({
    "S2/eq-149/rbp-is-exact": "holds",
    "S2/eq-149/rbp-variance": "corrected",
    "S2/eq-151/cavity-difference-negligible": "fails",
    "S2/eq-153/amp-finds-ground-state": "corrected",
    "S2/eq-153/always-converges": "fails",
    "S2/fig-12/beta": "corrected",
    "S2/4.4.3/memory": "fails",
  });
});

it("does not judge solvers that did not run or did not converge", async () => {
  const { verdicts, metrics } = await runInline(study, { P: [40], D: 8, N: 50, algorithm: ["amp"], repetitions: 1 });
  expect(metrics.max_deviation_amp!.value).toBeNull();
  expect(verdicts["S2/eq-149/rbp-is-exact"]!.verdict).toBe("undecided");
  expect(verdicts["S2/eq-153/amp-finds-ground-state"]!.verdict).toBe("undecided");
});
