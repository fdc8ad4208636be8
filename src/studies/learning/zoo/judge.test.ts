import { expect, it } from "vitest";
import { verdictOn } from "../../../../test/synthetic-rows.js";
import study, { type Learner, type Row } from "./study.js";

/** Test errors of three repetitions of each learner. */
type Errors = Readonly<Partial<Record<Learner, readonly [number, number, number]>>>;

const typical = {
  sla: [0.3, 0.31, 0.29],
  fla: [0.32, 0.33, 0.31],
  sa: [0.6, 0.61, 0.59],
  theory: [0.3, 0.31, 0.29],
  minimum: [0.3, 0.31, 0.29],
} satisfies Errors;

/** Rows at N = 50; on the training tasks a learner has `share` of its excess over 0.3. */
function rowsOf(errors: Errors, share = 1): Row[] {
  return Object.entries(errors).flatMap(([model, values]) =>
    values.map((eps, repetition) => {
      const train = 0.3 + share * (eps - 0.3);
      return { model: model as Learner, N: 50, repetition, eps, stderr: 0.001, train };
    }),
  );
}

it.each<[string, string, string, Errors, string[]?]>([
  ["linear-models-agree", "holds", "errors are close", {}],
  ["linear-models-agree", "fails", "one is far above", { fla: [0.5, 0.51, 0.49] }],
  ["linear-models-agree", "undecided", "repetitions differ too much", { fla: [0.3, 0.3, 0.6] }],
  ["linear-models-agree", "undecided", "there is one linear model", {}, ["sla", "sa"]],
  [
    "linear-models-follow-theory",
    "fails",
    "FLA and SLA are elsewhere",
    { theory: [0.2, 0.2, 0.2], minimum: [0.2, 0.2, 0.2] },
  ],
  ["linear-models-follow-theory", "corrected", "SLA is at the minimum that is trained", { theory: [0.2, 0.2, 0.2] }],
  ["linear-models-follow-theory", "holds", "all are at λ", { fla: [0.3, 0.31, 0.29] }],
  ["linear-models-follow-theory", "undecided", "repetitions differ too much", { fla: [0.3, 0.3, 0.6] }],
  ["linear-models-follow-theory", "undecided", "there is no linear model", {}, ["sa"]],
  ["softmax-is-higher", "holds", "the best softmax model is above the linear ones", {}],
  ["softmax-is-higher", "fails", "it is below them", { sa: [0.2, 0.61, 0.59] }],
  ["softmax-is-higher", "undecided", "it is among them", { sa: [0.32, 0.61, 0.59] }],
  ["softmax-is-higher", "undecided", "there is none", {}, ["sla", "fla"]],
  ["why-softmax-is-higher", "undecided", "a softmax model is not higher", { sa: [0.2, 0.61, 0.59] }],
  ["why-softmax-is-higher", "undecided", "there is none", {}, ["sla", "fla"]],
])("%s %s where %s", (subject, kind, _, changed, models = ["sla", "fla", "sa"]) => {
  const rows = rowsOf({ ...typical, ...changed });
  expect(verdictOn(study, `S2/fig-15/${subject}`, rows, { models, N: [50] })).toBe(kind);
});

it.each([
  ["holds", "the excess is there on the training tasks", 0.9],
  ["fails", "it arises on fresh tasks", 0.1],
])("why-softmax-is-higher %s where %s", (kind, _, share) => {
  const rows = rowsOf(typical, share);
  expect(verdictOn(study, "S2/fig-15/why-softmax-is-higher", rows, { models: ["fla", "sa"], N: [50] })).toBe(kind);
});

it("why-softmax-is-higher undecided where one training is all there is", () => {
  const rows = rowsOf(typical).filter(({ repetition }) => repetition === 0);
  const params = { models: ["fla", "sa"], N: [50], repetitions: 1 };
  expect(verdictOn(study, "S2/fig-15/why-softmax-is-higher", rows, params)).toBe("undecided");
});
