import { expect, it } from "vitest";
import { curveRows, type Scalars, scalarRows, verdictOn } from "../../../../test/synthetic-rows.js";
import study from "./study.js";

const typical: Scalars = {
  "correlation@selected tokens": [0.9999, 0.9998, 0.9999],
  "correlation@optimal tokens": [0.9999, 0.9998, 0.5],
  "correlation@naive gradient": [0.9, 0.9, 0.9],
  svm_margin: [1, 1, 1],
  optimal_selected: [1, 1, 0],
  norm_ratio: [80, 90, 85],
};

/** The verdict where the first problem's correlation was `halfway` after half of the steps, the others' 0.99. */
function verdictOf(claim: string, changed: Scalars, halfway = 0.99) {
  const curves = [halfway, 0.99, 0.99].flatMap((value, repetition) =>
    curveRows("correlation", "pairwise differences", { 500: value }, repetition),
  );
  return verdictOn(study, claim, [...scalarRows({ ...typical, ...changed }), ...curves], { steps: 1000 });
}

it.each<[string, string, Scalars, number?]>([
  ["holds", "every direction is that of its SVM", {}],
  ["undecided", "one is on its way", { "correlation@selected tokens": [0.9, 1, 1] }, 0.6],
  ["fails", "one rests elsewhere", { "correlation@selected tokens": [0.9, 1, 1] }, 0.899],
])("attention's geometry is an SVM's: %s where %s", (kind, _, changed, halfway) => {
  expect(verdictOf("S0/§3.2.1/attention-geometry-svm", changed, halfway)).toBe(kind);
});

it.each<[string, string, readonly number[]]>([
  ["corrected", "the weights outgrow the SVM's", [80, 90, 85]],
  ["holds", "they are the SVM's", [1, 1.01, 0.99]],
  ["undecided", "they are a few times the SVM's", [3, 3.1, 2.9]],
])("a transformer is an SVM: %s where %s", (kind, _, ratios) => {
  expect(verdictOf("S0/§3.2.1/transformer-is-svm", { norm_ratio: ratios })).toBe(kind);
});
