import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import study from "./study.js";

it("continues repeated sequences, and answers what it was shown", async () => {
  const { metrics, verdicts, figures } = await runInline(study, { repetitions: 3, sequences: 5, beta: [1, 50] });
  expect(metrics["accuracy@second half"]!.value).toBe(1);
  expect(metrics["accuracy@without layer 1"]!.value).toBeLessThan(0.2);
  expect(metrics.prefix_matching!.value).toBeCloseTo(1, 9);
  expect(metrics["loss@first half"]!.value).toBeCloseTo(10.819778284410289, 9);
  expect(metrics["loss@second half"]!.value).toBeCloseTo(0.0009804805139614207, 9);
  expect(metrics.icl_score!.value).toBeLessThan(-10);
  expect(metrics["answer_accuracy@query among the examples"]!.value).toBe(1);
  expect(metrics["answer_accuracy@query not among them"]!.value).toBeLessThan(0.2);
  expect(Object.values(verdicts).map(({ verdict }) => verdict)).toEqual(["holds", "undecided"]);
  expect(figures).toHaveLength(3);
});

it("does not learn with a flat softmax", async () => {
  const { verdicts } = await runInline(study, { repetitions: 2, sequences: 3, beta: [0] });
  expect(verdicts["S1/§2.1/learns-without-updates"]!.verdict).toBe("undecided");
});

it("refuses more tokens than there are", async () => {
  await expect(runInline(study, { V: 10, half: 11 })).rejects.toThrow(
    "invalid half: 11; expected at most the vocabulary, 10",
  );
  await expect(runInline(study, { V: 10, half: 5, pairs: 5 })).rejects.toThrow("invalid pairs: 5");
});
