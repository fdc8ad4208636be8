import { expect, it } from "vitest";
import { type Scalars, scalarRows, verdictOn } from "../../../../test/synthetic-rows.js";
import study from "./study.js";

const typical: Scalars = {
  "least_lead@sgd": [0.1, 0.11, 0.12],
  "steps_to_learn@dominant, exact": [50],
  "steps_to_learn@rare, exact": [600],
  "final_attention@balanced": [0.97, 0.98, 0.975],
  "final_attention@balanced, exact": [0.975],
  "final_loss@balanced": [0.001, 0.001, 0.001],
  "gaussian_error@N=20": [0.2, 0.21, 0.19],
};

function verdictOf(subject: string, changed: Scalars, params = {}) {
  const rows = scalarRows({ ...typical, ...changed });
  return verdictOn(study, `S0/§3.2.3/softmax-${subject}`, rows, { lengths: [20], ...params });
}

it.each<[string, string, Scalars, object]>([
  ["holds", "the dominant feature leads throughout", {}, {}],
  ["undecided", "no feature is dominant", {}, { dominant: 0.25 }],
  ["undecided", "it is not learned", { "steps_to_learn@dominant, exact": [null] }, {}],
  ["undecided", "the lead is within the noise", { "least_lead@sgd": [-0.1, 0, 0.15] }, {}],
  ["fails", "a rare feature is ahead of it", { "least_lead@sgd": [-0.1, -0.11, -0.12] }, {}],
])("training goes through stages: %s where %s", (kind, _, changed, params) => {
  expect(verdictOf("stages", changed, params)).toBe(kind);
});

it.each<[string, string, Scalars]>([
  ["holds", "queries find their feature", {}],
  ["fails", "only the exact descent does", { "final_attention@balanced": [0.5, 0.51, 0.49] }],
  [
    "undecided",
    "the exact descent is too short as well",
    { "final_attention@balanced": [0.5, 0.51, 0.49], "final_attention@balanced, exact": [0.5] },
  ],
  ["undecided", "runs differ too much", { "final_attention@balanced": [0.99, 0.6, 0.98] }],
])("gradient descent learns regression: %s where %s", (kind, _, changed) => {
  expect(verdictOf("learns", changed)).toBe(kind);
});

it.each<[string, string, readonly number[]]>([
  ["corrected", "an error remains", [0.2, 0.21, 0.19]],
  ["holds", "next to none does", [0.001, 0.002, 0.001]],
  ["undecided", "it is not told from the noise", [0.01, 0.05, 0.001]],
])("softmax attention approximates linear functions: %s where %s", (kind, _, errors) => {
  expect(verdictOf("linear-class", { "gaussian_error@N=20": errors })).toBe(kind);
});
