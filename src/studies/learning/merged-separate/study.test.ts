import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("finds the diagonal where data are many, by either way, and not where they are few", async () => {
  const { metrics, verdicts, rows } = await runInline(study, {
    D: 8,
    N: 60,
    alpha: [0.3, 5],
    repetitions: 3,
    epochs: 400,
  });
  expect(verdicts["S2/fig-16c/equal-in-the-end-where-data-are-many"]!.verdict).toBe("holds");
  for (const kind of ["merged", "separate"]) {
    expect(metrics[`contrast_${kind}@alpha=5`]!.value).toBeGreaterThan(0.9);
    expect(metrics[`contrast_${kind}@alpha=0.3`]!.value).toBeLessThan(0.7);
    expect(metrics[`eps_${kind}@alpha=5`]!.value).toBeLessThan(0.3);
  }
  // The curve falls on the training tasks, to nothing where they are few.
  const few = rows.filter((row) => row.alpha === 0.3 && row.kind === "merged" && row.epoch !== null);
  expect(Number(few.at(-1)!.train)).toBeLessThan(1e-3 * Number(few[0]!.train));
});

it("says what it cannot judge", async () => {
  const { verdicts } = await runInline(study, { D: 3, N: 10, alpha: [2], repetitions: 1, epochs: 20 });
  expect(Object.values(verdicts).map(({ verdict }) => verdict)).toEqual(Array(5).fill("undecided"));
});
