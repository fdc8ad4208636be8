import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("has the least-squares fits that SciPy finds", async () => {
  const { metrics } = await runInline(study);
  const value = (name: string) => metrics[name]!.value!;
  expect(value("A@models")).toBeCloseTo(27.486, 3);
  expect(value("alpha@models")).toBeCloseTo(0.12042, 5);
  expect(value("E@models")).toBeCloseTo(0.5417, 4);
  expect(value("rmse@models")).toBeCloseTo(0.0095, 4);
  expect(value("forecast@models")).toBeCloseTo(2.259, 3);
  expect(value("E@models, α = 0.076")).toBeCloseTo(-0.88, 2);
  expect(value("A@script")).toBeCloseTo(17.577, 3);
  expect(value("alpha@script")).toBeCloseTo(0.13163, 5);
  expect(value("E@script")).toBeCloseTo(1.6603, 4);
  expect(value("forecast@script, held out")).toBeCloseTo(2.2567, 4);
  for (const [k, alpha] of [
    [1, 0.05],
    [5, 0.105],
    [10, 0.137],
  ])
    expect(value(`alpha@k = ${k}`)).toBeCloseTo(alpha!, 3);
});

it("judges the tables", async () => {
  const { verdicts, figures } = await runInline(study);
  const kinds = Object.values(verdicts).map(({ verdict }) => verdict);
  expect(Object.keys(verdicts)).toEqual(study.claims.map(({ id }) => id));
  expect(kinds).toEqual([
    ...["corrected", "undecided", "fails", "fails", "fails", "fails"],
    ...["holds", "corrected", "fails", "undecided"],
  ]);
  expect(verdicts["S1/§1.5/forecast"]!.measured).toBeCloseTo(2.161, 3);
  expect(figures).toHaveLength(3);
});
