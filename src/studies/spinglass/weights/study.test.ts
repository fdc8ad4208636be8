import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { populationDiagonal } from "../../../spinglass/index.js";
import study from "./study.js";

it("finds the shrunk identity and the variance of the dead column", async () => {
  const { metrics, verdicts, rows } = await runInline(study, { P: [10, 3000], D: 6, N: 60, beta: 50, repetitions: 4 });
  const optimum = populationDiagonal({ D: 6, N: 60 }, 0.01);
  const { value, stderr } = metrics["w11_ridge@P=3000"]!;
  expect(Math.abs(value! - optimum)).toBeLessThan(4 * stderr! + 0.01);
  expect(verdicts["S2/eq-158/optimum-is-identity"]!.verdict).toBe("corrected");
  expect(verdicts["S2/fig-9/dead-column-variance"]!.measured).toBeCloseTo(1 / (50 * 0.01), 12);
  expect(verdicts["S2/fig-8/distance-is-small"]!.verdict).toBe("fails");
  const entries = rows.filter((row) => row.kind === "entry" && row.P === 3000 && row.algorithm === "ridge");
  expect(entries).toHaveLength(49);
});

it("says where AMP did not converge", async () => {
  const { verdicts, metrics } = await runInline(study, { P: [10], D: 6, N: 60, repetitions: 2, epochs: 4 });
  expect(metrics["w11_amp@P=10"]!.value).toBeNull();
  expect(verdicts["S2/fig-9/amp-gives-optimum"]!.verdict).toBe("undecided");
  expect(verdicts["S2/fig-9/dead-column-variance"]!.verdict).toBe("undecided");
});
