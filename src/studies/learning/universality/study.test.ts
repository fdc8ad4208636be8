import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("checks the contextual mapping, the slope and the cost", async () => {
  const { metrics, verdicts, figures } = await runInline(study);
  for (const [grid, sequences] of [
    ["g=2,d=2,n=3", 4],
    ["g=3,d=2,n=3", 84],
    ["g=2,d=3,n=4", 70],
    ["g=3,d=2,n=4", 126],
    ["g=4,d=2,n=3", 560],
  ] as const) {
    expect(metrics[`sequences@${grid}`]!.value).toBe(sequences);
    expect(metrics[`collisions@${grid}`]!.value).toBe(0);
  }
  expect(metrics.slope!.value).toBeCloseTo(-1, 1);
  expect(metrics.log10_layers!.value).toBeGreaterThan(14);
  expect(metrics.affordable_steps!.value).toBeCloseTo(600 ** (1 / 16), 9);
  expect(Object.values(verdicts).map(({ verdict }) => verdict)).toEqual(["undecided", "fails", "undecided"]);
  expect(figures).toHaveLength(4);
});

it("does not reject where the construction would be affordable", async () => {
  const { verdicts } = await runInline(study, { d: 1, n: 2, delta: 0.5, repetitions: 2, sequences: 50, largest: 10 });
  expect(verdicts["S0/§1.2/no-approximation-error"]!.verdict).toBe("undecided");
});
