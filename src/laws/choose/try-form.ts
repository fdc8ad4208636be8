import { InputError } from "../../numerics/errors.js";
import type { Stream } from "../../numerics/random/stream.js";
import { fitLaw, type Loss, predict, type RunData } from "../fit/index.js";
import { evenly } from "../fit/seeds.js";
import type { Form } from "../form.js";
import { type RollOut, runsAt } from "./roll-out.js";
import { errorsOf, meanError, type Score, scoreOf } from "./score.js";

/** What candidates are tried on. */
export interface Trial {
  readonly data: RunData;
  readonly rollOuts: readonly RollOut[];
  /** What each run cost; null where no run costs more than another. */
  readonly cost: Float64Array | null;
  readonly loss: Loss;
  readonly starts: number;
  readonly stream: Stream;
}

/** A law's errors on the runs held out. */
export interface Tried {
  readonly form: Form;
  /** Of each run that a roll-out held out. */
  readonly errors: readonly Float64Array[];
  /** See `meanError`; infinite where the law failed. */
  readonly error: number;
  /** On the largest roll-out. */
  readonly rollOut: Score | null;
  readonly note: string | null;
}

/** A roll-out is a rehearsal: of more runs so many are fitted, spread evenly over the table. */
const MOST_FITTED = 500;

/** Fits a law in each roll-out and predicts what was held out. */
export function tryForm(form: Form, { data, rollOuts, loss, starts, stream }: Trial): Tried {
  const failed = (note: string): Tried => ({ form, errors: [], error: Infinity, rollOut: null, note });
  const reason = tooFewRuns(form, data, rollOuts) ?? unidentified(form, data);
  if (reason) return failed(reason);
  try {
    const parts = rollOuts.map(({ fitted, held }, k) => {
      const rehearsed = Array.from(evenly(fitted.length, MOST_FITTED), (i) => fitted[i]!);
      const options = { loss, starts, flatness: false, stream: stream.child(form.name, k) };
      const fit = fitLaw(form, runsAt(data, rehearsed), options);
      const { variables, target } = runsAt(data, held);
      const predicted = predict(form, fit.theta, variables);
      return { errors: errorsOf(predicted, target, loss), score: scoreOf(predicted, target) };
    });
    const errors = parts.map((part) => part.errors);
    const error = meanError(errors, loss);
    if (!Number.isFinite(error)) return failed("not finite on the runs held out");
    return { form, errors, error, rollOut: parts.at(-1)!.score, note: null };
  } catch (problem) {
    if (problem instanceof InputError) return failed(problem.message);
    throw problem;
  }
}

/** That a roll-out leaves fewer runs to fit than a law has parameters, if one does. */
function tooFewRuns({ parameters }: Form, { target }: RunData, rollOuts: readonly RollOut[]): string | null {
  const fewest = Math.min(...rollOuts.map(({ fitted }) => fitted.length));
  if (fewest >= parameters.length) return null;
  return `too few runs: ${fewest} of ${target.length} to fit, as the others judge, for ${parameters.length} parameters`;
}

/** Why the values of the variables cannot determine a law, if they cannot. */
function unidentified({ variables, parameters }: Form, data: RunData): string | null {
  const [only, second] = variables.map(({ name }) => ({ name, values: new Set(data.variables[name]).size }));
  const constant = variables.find(({ name }) => constantVariables(data.variables).includes(name));
  if (constant) return `not identifiable: one value of ${constant.name}`;
  if (second || only!.values >= parameters.length) return null;
  return `not identifiable: ${only!.values} values of ${only!.name} for ${parameters.length} parameters`;
}

/** Names of the variables of one value. */
export function constantVariables(variables: RunData["variables"]): string[] {
  return Object.keys(variables).filter((name) => variables[name]!.every((x, _, all) => x === all[0]));
}

/**
 * Whether one's errors are, on average, larger than the other's by more than one standard error of the difference. Runs
 * of one cost err together, so that the standard error is that between costs (where there are several).
 */
export function isClearlyWorse(one: Tried, other: Tried, { rollOuts, cost }: Trial): boolean {
  const clusters = new Map<number, { sum: number; weight: number }>();
  const isClustered = cost !== null && new Set(rollOuts.flatMap(({ held }) => held.map((run) => cost[run]!))).size > 1;
  for (const [k, { held }] of rollOuts.entries()) {
    const weight = 1 / held.length / rollOuts.length;
    for (const [i, run] of held.entries()) {
      const key = isClustered ? cost[run]! : run;
      const cluster = clusters.get(key) ?? { sum: 0, weight: 0 };
      cluster.sum += weight * (one.errors[k]![i]! - other.errors[k]![i]!);
      cluster.weight += weight;
      clusters.set(key, cluster);
    }
  }
  const all = [...clusters.values()];
  const mean = all.reduce((total, { sum }) => total + sum, 0);
  const spread = all.reduce((total, { sum, weight }) => total + (sum - weight * mean) ** 2, 0);
  return mean > Math.sqrt((spread * all.length) / Math.max(all.length - 1, 1));
}
