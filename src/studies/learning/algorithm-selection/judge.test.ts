import { expect, it } from "vitest";
import { type Scalars, scalarRows, verdictOn } from "../../../../test/synthetic-rows.js";
import study from "./study.js";

const typical: Scalars = {
  "gap@ridge": [1e-15, 0, 1e-15],
  "gap@Lasso": [1e-8, 1e-8, 1e-8],
  "gap@logistic": [1e-4, 1e-4, 1e-4],
  excess_over_bound: [0.9, 0.95, 0.9],
  "error_select@sigma=0.1": [0.11, 0.1, 0.12],
  "error_mixture@sigma=0.1": [0.1, 0.1, 0.1],
  "error_select@sigma=1": [0.55, 0.5, 0.6],
  "error_mixture@sigma=1": [0.5, 0.5, 0.5],
};

it.each<[string, string, string, Scalars, object?]>([
  ["relu-attention-step", "holds", "layers are steps to rounding", {}],
  ["relu-attention-step", "fails", "one is not", { "gap@ridge": [0, 1e-6, 0] }],
  ["relu-attention-step", "undecided", "a weight is no number", { "gap@ridge": [0, null, 0] }],
  ["standard-algorithms", "holds", "all come to their weights", {}],
  ["standard-algorithms", "undecided", "the ReLUs are too few for one", { "gap@logistic": [0.1, 0.1, 0.1] }],
  ["standard-algorithms", "undecided", "ridge is slower than its bound", { excess_over_bound: [0.9, 1.1, 0.9] }],
  ["standard-algorithms", "undecided", "a bound is 0", { excess_over_bound: [null, null, null] }],
  ["standard-algorithms", "fails", "ridge is another algorithm", { "gap@ridge": [0, 0.1, 0] }],
  ["nearly-optimal", "holds", "the selected are near Bayes at every noise", {}],
  ["nearly-optimal", "fails", "they are far at one", { "error_select@sigma=1": [1.5, 1.4, 1.6] }],
  ["nearly-optimal", "undecided", "the noise hides it", { "error_select@sigma=1": [0.5, 2, 0.6] }],
  ["nearly-optimal", "undecided", "no prompt has a candidate's noise", {}, { noise: [0.3] }],
])("%s %s where %s", (subject, kind, _, changed, params = {}) => {
  const rows = scalarRows({ ...typical, ...changed });
  expect(verdictOn(study, `S0/§3.2.3/${subject}`, rows, { noise: [0.1, 1], ...params })).toBe(kind);
});
