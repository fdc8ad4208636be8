import type { Form } from "../form.js";
import { signed } from "../forms/parameters.js";
import { targets } from "../forms/quantities.js";
import { runsAt } from "./roll-out.js";
import { errorsOf, isSquared, meanError } from "./score.js";
import { constantVariables, type Trial, type Tried, tryForm } from "./try-form.js";

/** Predictions that need no theory: what a law must beat to be worth its name. */
export function baselinesOf(trial: Trial, cost: Float64Array | null): Tried[] {
  return [lastLevel(trial, cost), straightLine(trial)];
}

/** That nothing changes any more: the mean of the dearest runs fitted (of all, where costs are unknown). */
function lastLevel({ data, rollOuts, loss }: Trial, cost: Float64Array | null): Tried {
  const errors = rollOuts.map(({ fitted, held }) => {
    const highest = cost && fitted.reduce((most, i) => Math.max(most, cost[i]!), 0);
    const level = fitted.filter((i) => !cost || cost[i] === highest);
    const mean = level.reduce((sum, i) => sum + data.target[i]! / level.length, 0);
    const { target } = runsAt(data, held);
    return errorsOf(
      target.map(() => mean),
      target,
      loss,
    );
  });
  const form = { ...LINE, name: "last", title: "the dearest runs that were fitted, unchanged" };
  return { form, errors, error: meanError(errors, loss), rollOut: null, note: null };
}

/**
 * The straight line in logarithms through all variables that vary, ln L = a + Σ b_x ln x (L itself on the left for
 * `ls-raw`); a variable that is not positive everywhere enters as it is.
 */
function straightLine(trial: Trial): Tried {
  const { variables, target } = trial.data;
  const constant = constantVariables(variables);
  const isJoint = "N" in variables && "D" in variables;
  const names = Object.keys(variables).filter(
    (name) => !constant.includes(name) && !(isJoint && PRODUCTS.includes(name)),
  );
  const term = (name: string) =>
    variables[name]!.every((x) => x > 0) ? `b_${name}*log(${name})` : `b_${name}*${name}`;
  const line: Form = {
    ...LINE,
    expression: ["a", ...names.map(term)].join(" + "),
    variables: names.map((name) => ({ name, unit: "", description: name })),
    parameters: ["a", ...names.map((name) => `b_${name}`)].map((name) => signed(name, "", [-1, 1])),
  };
  // As a fit of ln L it is linear in its parameters.
  const isRaw = trial.loss.kind === "ls-raw";
  const logarithms = isRaw ? trial.data : { ...trial.data, target: target.map(Math.log) };
  const tried = tryForm(line, { ...trial, data: logarithms, loss: { kind: "ls-raw" }, starts: 0 });
  if (isSquared(trial.loss) || tried.note) return tried;
  const errors = tried.errors.map((squares) => squares.map(Math.sqrt));
  return { ...tried, errors, error: meanError(errors, trial.loss) };
}

/** What follows from N and D. */
const PRODUCTS = ["C", "M"];

const LINE: Form = {
  name: "log-linear",
  title: "the straight line in logarithms",
  source: "multiple linear regression",
  expression: "a",
  variables: [],
  target: targets.loss,
  parameters: [],
};
