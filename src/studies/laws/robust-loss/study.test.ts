import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("finds squares led astray by outliers and robust losses not", async () => {
  const { metrics, verdicts } = await runInline(study, { repetitions: 4 });
  const beta = (series: string) => Math.abs(metrics[`beta@${series}`]!.value! - 0.3658);
  expect(beta("Huber, δ = 0.001, with outliers")).toBeLessThan(beta("squares of L, with outliers") / 2);
  expect(beta("L1, with outliers")).toBeLessThan(beta("squares of ln L, with outliers") / 2);
  expect(verdicts["S1/example-1/least-squares"]!.verdict).toBe("corrected");
  expect(verdicts["S1/§1.3/alpha"]!.verdict).toBe("holds");
  expect(verdicts["S1/§1.3/beta"]!.verdict).toBe("fails");
});

it("lets least squares hold without outliers, and all losses agree without noise", async () => {
  const { metrics } = await runInline(study, { repetitions: 1, sizes: 9, noise: 0, outliers: 0 });
  for (const loss of ["Huber, δ = 0.001", "L1", "squares of ln L", "squares of L"]) {
    expect(metrics[`B@${loss}, clean`]!.value! / 2085.43).toBeCloseTo(1, 4);
  }
  const { verdicts } = await runInline(study, { repetitions: 4, outliers: 3, excess: 0 });
  expect(verdicts["S1/example-1/least-squares"]!.verdict).toBe("holds");
});
