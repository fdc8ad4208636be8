import { expect, it } from "vitest";
import { type Scalars, scalarRows, verdictOn } from "../../../../test/synthetic-rows.js";
import study from "./study.js";

const typical: Scalars = {
  "accuracy@first half": [0.02, 0.04, 0.03],
  "accuracy@second half": [1, 1, 1],
  "accuracy@without layer 1": [0.1, 0.1, 0.1],
  prefix_matching: [0.999, 0.999, 0.999],
  "loss@first half": [11, 11, 11],
  "loss@second half": [0.001, 0.001, 0.001],
  "answer_accuracy@query among the examples": [1, 1, 1],
  "answer_accuracy@query not among them": [0.1, 0, 0.1],
};

it.each<[string, string, Scalars]>([
  ["holds", "the second half is known", {}],
  ["fails", "the match is found and gains nothing", { "accuracy@second half": [0.02, 0.04, 0.03] }],
  ["undecided", "the softmax finds no match", { "accuracy@second half": [0, 0, 0], prefix_matching: [0.2, 0.2, 0.2] }],
  ["undecided", "the second half is half known", { "accuracy@second half": [0.5, 0.5, 0.5] }],
])("learns without updates: %s where %s", (kind, _, changed) => {
  expect(verdictOn(study, "S1/§2.1/learns-without-updates", scalarRows({ ...typical, ...changed }))).toBe(kind);
});

it.each<[string, string, Scalars]>([
  ["undecided", "only what was shown is answered, as the head is built to", {}],
  ["holds", "what was not shown is answered too", { "answer_accuracy@query not among them": [0.9, 0.8, 0.9] }],
  ["undecided", "that is half so", { "answer_accuracy@query not among them": [0.2, 0.8, 0.5] }],
  ["undecided", "not all that was shown is answered", { "answer_accuracy@query among the examples": [0.9, 0.9, 0.9] }],
  ["fails", "the match is found and not answered", { "answer_accuracy@query among the examples": [0.1, 0.2, 0.1] }],
])("generalises to new tasks: %s where %s", (kind, _, changed) => {
  expect(verdictOn(study, "S0/§3.2/generalises-to-new-tasks", scalarRows({ ...typical, ...changed }))).toBe(kind);
});
