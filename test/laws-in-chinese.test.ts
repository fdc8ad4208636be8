import { describe, expect, test } from "vitest";
import { forms } from "../src/laws/forms/index.js";
import { type ComputePlan, explainPlan, type PlanAnswer } from "../src/laws/plan/index.js";
import { translate, translated } from "../src/studio/language/translate-sentences.js";
import sentences from "../src/studio/language/zh/laws-sentences.json" with { type: "json" };
import { examples } from "../src/studio/pages/laws/examples.js";
import { faultsOf } from "./translation.js";

/*
 * What the laws say in English, on the page of laws in Chinese.
 */

/** The parts of texts that have no Chinese. */
function untranslated(texts: readonly string[]): string[] {
  return [...new Set(texts)].flatMap((text) =>
    translate(text, sentences)
      .filter(({ english }) => english)
      .map((part) => part.text),
  );
}

test("Chinese sentences have the numbers and words of the English", () => {
  expect(faultsOf(sentences)).toEqual([]);
});

test.each(forms.map((form) => [form.name, form] as const))("%s is described in Chinese", (_, form) => {
  const quantities = [...form.variables, form.target, ...form.parameters];
  const units = [...form.variables, form.target].map(({ unit }) => unit).filter((unit) => unit !== "");
  const descriptions = quantities.map(({ description }) => description);
  expect(untranslated([form.title, form.source, ...descriptions, ...units])).toEqual([]);
});

test("sources of the tables that the page makes are in Chinese", () => {
  const sources = Object.values(examples).map(({ source }) => source);
  expect(sources.filter((source) => translated(source, sentences) === source)).toEqual([]);
});

describe("a plan is explained in Chinese", () => {
  const plan: ComputePlan = { compute: 6e23, N: 7e10, D: 1.4e12, tokensPerParameter: 20, loss: 1.9 };
  const of = (low: number, high: number) => ({ value: low, ci95: [low, high] as [number, number] });
  const range = { N: [6e8, 9e9] as const, tokensPerParameter: [8, 25] as const };
  const regret = { loss: 0.02, wasted: 0.1, equivalentCompute: 5e23 };
  const answers: Record<string, PlanAnswer> = {
    "sure of the ratio": { plan, intervals: { tokensPerParameter: of(18, 22), loss: of(1.9, 1.91) } },
    "unsure of it, with choices": {
      plan,
      intervals: { tokensPerParameter: of(5, 50), loss: of(1.9, 1.9) },
      failed: { draws: 3, of: 100 },
      flat: [{ tolerance: 0.001, range }],
      regrets: [
        { name: "20 tokens per parameter", regret },
        { name: "For training alone, 20 tokens per parameter", regret: null },
        { name: "Your choice", regret: { ...regret, wasted: 0 } },
        { name: "For training alone, Your choice", regret },
      ],
    },
    "short of tokens": { plan: { ...plan, binding: "tokens" }, intervals: { loss: of(1.9, 2) } },
    "short of memory": { plan: { ...plan, binding: "parameters" } },
    "short of both": { plan: { ...plan, binding: "both" } },
    "of experts": {
      plan: { ...plan, binding: "parameters", experts: 32, totalParameters: 4e11 },
      experts: { choices: [1, 8, 32], ci95: [8, 32] },
    },
    "of one expert": {
      plan: { ...plan, experts: 1, totalParameters: 7e10 },
      experts: { choices: [1, 8], ci95: [1, 1] },
    },
    "of few bits": {
      plan: { ...plan, bits: 4 },
      precision: { choices: [4, 8], bits: { ci95: [4, 8] }, optimal: null },
    },
    "of any bits": {
      plan: { ...plan, bits: 7.5 },
      precision: { choices: [8, 16], bits: { ci95: [8, 8] }, optimal: { value: 7.5, ci95: [7, 8] } },
    },
    "in doubt": {
      plan,
      doubts: ["not determined: 4 runs are too few or too alike for 5 parameters, so that there are no intervals"],
    },
  };

  test.each(Object.entries(answers))("%s", (_, answer) => {
    expect(untranslated(explainPlan(answer))).toEqual([]);
  });
});

/** Warnings whose words vary with the table, the fit and the plan. */
const warnings = [
  "far beyond the runs: the budget is 1,200 times the dearest run (9.14e+21 FLOP), the tokens are 150 times the most of any run (2.00e+11 tokens); the interval is what the law's form allows, and does not know whether the form still holds there",
  "not identifiable: the runs hardly tell E, A and alpha apart (condition number 1.2e+8); hold one of them or add runs that vary more",
  "influential run: without group llama, alpha moves from 0.34 to 0.29, 2.4 standard errors",
  "groups differ: family explains 62 % of the variance of the residuals, so that one law does not hold for all 4 groups; fit one at a time, as --where 'family == \"moe\"'; --by family resamples each group as a whole",
  "line 3 repeats line 2, line 8 repeats line 7; each counts as a run of its own",
  "flat: alpha can be anything above 0.12 (95 %)",
  "another law: power-offset-C predicts best of the laws tried, but does not tell parameters from tokens and gives no best size; the plan is by over-training, the best of those that do",
];

test.each(warnings)("%s", (warning) => {
  expect(untranslated([warning])).toEqual([]);
});

test.each([
  ["at bound: E = 0, as far as the law allows", "到达边界：E = 0，已是定律容许的极限"],
  [
    "L = loss × 0.693147 (the header says bits per byte, made nats by ln 2)",
    "L = loss × 0.693147（列名标明：每字节的位数，乘 ln 2 化为 nat）",
  ],
  ["left out: line 3 (loss is missing), line 9 (N is missing)", "略去：第 3 行（缺少 loss）、第 9 行（缺少 N）"],
])("%s", (english, chinese) => {
  expect(translate(english, sentences)).toEqual([{ text: chinese, english: false }]);
});
