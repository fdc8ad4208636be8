import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("confirms the mapping, corrects the sign, and refutes the product of averages", async () => {
  const { verdicts, rows } = await runInline(study, { P: [4, 60, 1000], D: 8, N: 60, repetitions: 3 });
  const kinds = Object.fromEntries(Object.entries(verdicts).map(([claim, { verdict }]) => [claim, verdict]));
  expect(kinds).toEqual({
    "S2/eq-128/mapping": "holds",
    "S2/eq-128/sign-of-lambda": "corrected",
    "S2/eq-131/dead-column": "holds",
    "S2/eq-132/coupling-is-product-of-fields": "fails",
    "S2/eq-159/hessian": "corrected",
    "S2/eq-160/convex": "holds",
    "S2/fig-10/zero-modes": "holds",
    "S2/conclusion-1/many-local-minima": "corrected",
    "S2/eq-158/unique-beyond-one-task": "fails",
  });
  expect(rows).toHaveLength(10);
});

it("leaves open what its parameters cannot show", async () => {
  const { verdicts } = await runInline(study, { P: [1], D: 1, N: 2, repetitions: 1 });
  expect(verdicts["S2/eq-132/coupling-is-product-of-fields"]!.verdict).toBe("undecided");
  expect(verdicts["S2/eq-158/unique-beyond-one-task"]!.verdict).toBe("undecided");
});
