import { expect, it } from "vitest";
import { curveRows, type Scalars, scalarRows, verdictOn } from "../../../../test/synthetic-rows.js";
import study from "./study.js";

const repetitions = 8;
const all = (value: number | null) => new Array<number | null>(repetitions).fill(value);
/** Eight values around a mean, with a standard error of 0.01. */
const around = (mean: number) =>
  Array.from({ length: repetitions }, (_, i) => mean + (i % 2 === 0 ? 1 : -1) * 0.01 * Math.sqrt(7));

const typical: Scalars = {
  min_loss: [1],
  loss_trained: [1.00001],
  distance_trained: [0.001],
  loss_random_start: all(1.00001),
  fit_error: all(0.05),
  "risk@M=5": [0.5],
  "risk_simulated@M=5": around(0.5),
  risk_limit: [0.01],
  risk_shifted_limit: [0.3],
};

/** Excesses of the loss over its minimum, by step. */
type Excess = Readonly<Record<number, number>>;
const resting: Excess = { 3000: 0.1002, 4000: 0.1001 };
const falling: Excess = { 3000: 0.2, 4000: 0.1 };

function verdictOf(claim: string, changed: Scalars, excess: Readonly<Record<string, Excess>> = {}) {
  const curves = Object.entries(excess).flatMap(([series, values]) => curveRows("excess", series, values));
  return verdictOn(study, claim, [...scalarRows({ ...typical, ...changed }), ...curves], { M: [5], repetitions });
}

it.each<[string, string, Scalars, Excess?]>([
  ["holds", "the flow arrives and simulations agree", {}],
  ["undecided", "it diverges", { loss_trained: [null] }],
  ["undecided", "it is still falling", { loss_trained: [1.1] }, falling],
  ["fails", "it rests above the minimum", { loss_trained: [1.1] }, resting],
  ["undecided", "simulations are five standard errors away", { "risk_simulated@M=5": around(0.55) }],
  ["fails", "simulations disagree", { "risk_simulated@M=5": around(0.6) }],
])("the flow converges: %s where %s", (kind, _, changed, excess = {}) => {
  expect(verdictOf("S0/§3.2.1/flow-converges", changed, { "from a multiple of I": excess })).toBe(kind);
});

it("simulations of few repetitions do not speak against the closed form", () => {
  const rows = scalarRows({ ...typical, "risk_simulated@M=5": [0.6, 0.601] });
  expect(verdictOn(study, "S0/§3.2.1/flow-converges", rows, { M: [5], repetitions: 2 })).toBe("undecided");
});

it.each<[string, string, readonly (number | null)[], Excess?]>([
  ["holds", "every start arrives", all(1.00001)],
  ["undecided", "a flow diverges", [null, ...all(1).slice(1)]],
  ["undecided", "the worst is still falling", [1.1, ...all(1).slice(1)], falling],
  ["fails", "the worst rests above the minimum", [1.1, ...all(1).slice(1)], resting],
])("the flow finds the global minimum: %s where %s", (kind, _, losses, excess = {}) => {
  const changed = { loss_random_start: losses };
  expect(verdictOf("S0/§3.2.3/global-minimum", changed, { "from random starts": excess })).toBe(kind);
});

it.each([
  ["corrected", "a bias remains", 0.01],
  ["holds", "nothing remains", 0],
])("any linear function is fitted: %s where %s", (kind, _, limit) => {
  expect(verdictOf("S0/§3.2.3/any-linear-function", { risk_limit: [limit] })).toBe(kind);
});
