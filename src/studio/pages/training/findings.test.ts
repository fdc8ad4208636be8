import { describe, expect, it, vi } from "vitest";
import { training as chinese } from "../../language/zh/training.js";
import { curvesOf, isCut, topOf } from "./curves.js";
import { errorFinding, lossFinding } from "./findings.js";
import type { Evaluation, Known } from "./protocol.js";
import { errorRows } from "./rows.js";

const speech = vi.hoisted(() => ({ strings: {} as Readonly<Record<string, string>> }));
vi.mock("../../language/index.svelte.js", async () => {
  speech.strings = (await import("../../language/en/training.js")).training;
  const t = (name: string, values: Readonly<Record<string, string | number>> = {}) =>
    speech.strings[name]!.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
  return { t };
});

const theory = { A: [0.5], errors: [1, 0.62, 0.4], loss: 0.631, firstLoss: 0.998 };
const linear = { A: [0.52], errors: [1, 0.63, 0.42], loss: 0.634 };
/** The prompts of the evaluation are kind to the model. */
const evaluation: Evaluation = {
  ...{ step: 982, maps: [], linear },
  model: { errors: [1, 0.6, 0.39], standardErrors: [0.05, 0.04, 0.0312] },
};
const known: Known = {
  ...{ parameters: 1, prompts: 256, theory },
  predictors: [{ name: "mean", errors: [1, 2.4, 1.1], standardErrors: [0.05, 0.3, 0.07] }],
};

describe("the loss in a sentence", () => {
  it("has the exact loss of linear attention, not a lucky batch that is below the least", () => {
    const losses = Array.from({ length: 982 }, (_, i) => (i === 0 ? 1.12 : 0.6));
    expect(lossFinding(losses, theory, evaluation)).toBe(
      "By step 982 the loss over all prompts went from 0.998 to 0.634, exactly; the least that one layer of linear attention can reach is 0.631.",
    );
  });

  it("has elsewhere the mean of recent steps with its standard error, and one step as such", () => {
    expect(lossFinding([])).toMatch(/^Nothing has been learnt yet/);
    expect(lossFinding([1.12])).toBe("At step 1 the loss of the batch was 1.12.");
    expect(lossFinding([1.12, ...Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 0.5 : 0.7))])).toBe(
      "Over the last 20 of 41 steps the loss was 0.6 ± 0.023 on average (± standard error over steps); at step 1 it was 1.12, of one batch.",
    );
    const english = speech.strings;
    speech.strings = chinese;
    expect(lossFinding([1.12])).toBe("第 1 步时，这一批的损失为 1.12。");
    speech.strings = english;
  });
});

describe("errors by position", () => {
  it("have standard errors where they are sampled, and the exact ones of the learnt A beside theory's", () => {
    expect(errorFinding(evaluation, known)).toBe(
      "After 2 examples the model's error is 0.39 ± 0.031; mean of labels 1.1 ± 0.07. Over all prompts it is 0.42 for the learnt A, exactly, and 0.4 for the one that is best over all positions together.",
    );
    const curves = curvesOf(evaluation, known);
    expect(errorRows(curves)[1]).toEqual({
      ...{ examples: 1, model: 0.6, "model stderr": 0.04, "learnt A": 0.63, "best linear attention": 0.62 },
      ...{ mean: 2.4, "mean stderr": 0.3 },
    });
  });

  it("are cut off where a predictor leaves the frame", () => {
    const curves = curvesOf(evaluation, known);
    expect(topOf(curves)).toBeCloseTo(1.3, 12);
    expect(isCut(curves, topOf(curves))).toBe(true);
    expect(isCut(curves.slice(0, 3), topOf(curves))).toBe(false);
  });
});
