import { expect, it } from "vitest";
import { type Scalars, scalarRows, verdictOn } from "../../../../test/synthetic-rows.js";
import { kernelNames } from "./experiment.js";
import study from "./study.js";

/** Errors of every kernel on every kernel's labels: 0.2 on its own, 0.5 on others. */
const table = kernelNames.flatMap((labels) =>
  kernelNames.map((by) => [`error_of_${labels}@by=${by}`, labels === by ? [0.2, 0.21, 0.19] : [0.5, 0.51, 0.49]]),
);
const typical: Scalars = {
  ...Object.fromEntries(table),
  ...Object.fromEntries(kernelNames.map((name) => [`gap@${name}`, [1e-15, 0, 1e-15]])),
  "smallest_eigenvalue@ReLU": [-0.1, -0.1, -0.1],
  "distance_from_descent@softmax": [0.4, 0.41, 0.39],
  "distance_from_posterior@one softmax layer": [0.7, 0.71, 0.69],
  "distance_from_posterior@deep exponential stack": [0.01, 0.01, 0.01],
};

it.each<[string, string, string, Scalars]>([
  ["S0/§3.2.3/functional-descent", "holds", "layers are steps to rounding", {}],
  ["S0/§3.2.3/functional-descent", "fails", "one kernel's are not", { "gap@Gaussian": [0, 1e-6, 0] }],
  ["S0/§3.2.3/functional-descent", "undecided", "a prediction is no number", { "gap@Gaussian": [0, null, 0] }],
  ["S0/§3.2.3/softmax-too", "corrected", "softmax is elsewhere", {}],
  ["S0/§3.2.3/softmax-too", "holds", "softmax is there too", { "distance_from_descent@softmax": [0.01, 0.02, 0.01] }],
  ["S0/§3.2.3/softmax-too", "undecided", "prompts differ", { "distance_from_descent@softmax": [0.01, 0.02, 0.3] }],
  ["S0/§3.2.3/approximates-non-linear", "holds", "the labels' kernel beats the linear one", {}],
  [
    "S0/§3.2.3/approximates-non-linear",
    "fails",
    "it is worse for one kind of labels",
    { "error_of_quadratic@by=quadratic": [0.8, 0.81, 0.79] },
  ],
  [
    "S0/§3.2.3/approximates-non-linear",
    "undecided",
    "it is within the noise for one",
    { "error_of_quadratic@by=quadratic": [0.4, 0.48, 0.56] },
  ],
  ["S1/§4.2/attention-is-posterior", "fails", "one layer is far from the posterior mean", {}],
  [
    "S1/§4.2/attention-is-posterior",
    "holds",
    "one layer is it",
    { "distance_from_posterior@one softmax layer": [0.01, 0.02, 0.01] },
  ],
  [
    "S1/§4.2/attention-is-posterior",
    "undecided",
    "prompts differ",
    { "distance_from_posterior@one softmax layer": [0.01, 0.02, 0.3] },
  ],
])("%s %s where %s", (claim, kind, _, changed) => {
  expect(verdictOn(study, claim, scalarRows({ ...typical, ...changed }))).toBe(kind);
});
