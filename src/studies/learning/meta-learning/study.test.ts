import { describe, expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { IN_CONTEXT, type Result } from "./experiment.js";
import { exactLinearError } from "./metrics.js";
import study, { type Params } from "./study.js";

describe("MAML and a transformer on linear tasks of two dimensions", async () => {
  const sizes = { d: 2, shots: 6, metaSteps: 60, steps: 20, width: 8, layers: 1, heads: 2, prompts: 4000 };
  const { rows, metrics, params } = await runInline(study, { ...sizes, families: ["linear"] });
  const results = rows as Result[];

  it("has the exact error of one step from the origin, where its training ends by symmetry", () => {
    const { value, stderr } = metrics.residual_maml_linear!;
    expect(Math.abs(value!)).toBeLessThan(4 * stderr!);
    expect(exactLinearError(params as Params)).toBeCloseTo(1 - 1.4 + (0.49 * 9) / 6, 12);
    expect(metrics["error_least_squares@linear"]!.value).toBeLessThan(1e-15);
  });

  it("measures every learner after every number of examples, and the rest of the inner steps", () => {
    const learners = [IN_CONTEXT, "least squares", "MAML", "first-order MAML", "MAML, same examples"];
    for (const learner of learners) {
      const errors = results.filter((row) => row.quantity === "error" && row.learner === learner);
      expect(errors.map(({ k }) => k)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
    const withoutSteps = results.find((row) => row.quantity === "by-steps" && row.k === 0)!;
    const withoutExamples = results.find((row) => row.learner === "MAML" && row.quantity === "error" && row.k === 0)!;
    expect(withoutSteps.value).toBeCloseTo(withoutExamples.value, 5);
  });
});

it("judges and draws what it has measured, sines too", async () => {
  const sizes = { metaSteps: 40, steps: 4, width: 8, layers: 1, heads: 1, shots: 3, hidden: [8], prompts: 50 };
  const { verdicts, figures, metrics } = await runInline(study, { ...sizes, families: ["sine"] });
  expect(Object.keys(verdicts)).toEqual(study.claims.map(({ id }) => id));
  expect(figures.map(({ id }) => id)).toEqual(["examples", "inner-steps"]);
  expect(metrics.exact_maml_linear).toBeUndefined();
  expect(metrics["error_maml@sine"]!.n).toBe(50);
});
