import { InputError, invalid } from "../../numerics/errors.js";
import { rootStream } from "../../numerics/random/root-stream.js";
import { flatDirections } from "../fit/flatness.js";
import { type Fit, fitLaw, HOFFMANN_LOSS, predict, type RunData, type Warning } from "../fit/index.js";
import type { Form } from "../form.js";
import { baselinesOf } from "./baselines.js";
import { costOf, folds, rollOutsByCost } from "./roll-out.js";
import { scoreOf } from "./score.js";
import { constantVariables, isClearlyWorse, type Trial, type Tried, tryForm } from "./try-form.js";
import type { Candidate, Choice, ChooseOptions } from "./types.js";

/**
 * Chooses the law that predicts dear runs from cheap ones best. Each candidate is fitted to the cheaper runs of nested
 * roll-outs and judged by its mean error on the dearer ones. Of those within one standard error of the best, that with
 * the fewest parameters is chosen, then that with the closest fit. All are fitted to all runs again; only these fits
 * meet the test runs.
 *
 * `data.variables` holds a column for each variable of each candidate.
 *
 * @throws InputError without candidates, and where none can be fitted
 */
export function chooseLaw(candidates: readonly Form[], data: RunData, options: ChooseOptions = {}): Choice {
  const { loss = HOFFMANN_LOSS, cost = costOf(data.variables), stream = rootStream(0), starts = 2 } = options;
  if (candidates.length === 0) throw invalid("candidate laws", "none", "at least one that the columns allow");
  const byCost = cost === null ? [] : rollOutsByCost(cost);
  const rollOuts = byCost.length > 0 ? byCost : folds(data.target.length);
  const trial: Trial = {
    data,
    rollOuts,
    cost: byCost.length > 0 ? cost : null,
    loss,
    starts,
    stream: stream.child("roll-out"),
  };
  const tried = candidates.map((form, done) => {
    const result = tryForm(form, trial);
    options.onCandidate?.(done + 1, candidates.length);
    return result;
  });
  const judge = { loss, starts, test: options.test ?? null, stream: stream.child("refit") };
  const ranked = rank(
    tried.map((one) => ({ ...one, ...refit(one, data, judge) })),
    trial,
  );
  const chosen = ranked.find(isFitted);
  if (!chosen) throw noneFitted(ranked, data);
  const flat = flatDirections(chosen.fit, data);
  const examined = { ...candidateOf(chosen), fit: { ...chosen.fit, warnings: [...chosen.fit.warnings, ...flat] } };
  const baselines = baselinesOf(trial, cost);
  return {
    ranked: ranked.map((one) => (one.form === chosen.form ? examined : candidateOf(one))),
    chosen: examined,
    baselines: baselines.map(({ form, error }) => ({ name: form.name, title: form.title, error })),
    basis: byCost.length > 0 ? "roll-out" : "folds",
    rollOuts: rollOuts.map(({ fitted, held }) => ({ fitted: fitted.length, held: held.length })),
    warnings: warningsOf(chosen, tried.length, baselines, trial),
  };
}

type Refitted = Tried & Candidate;

/**
 * By error, but the chosen one first: of those that are not clearly worse than the best, that with the fewest
 * parameters; of equally many, that which fits all runs best.
 */
function rank(tried: readonly Refitted[], trial: Trial): Refitted[] {
  const sorted = [...tried].sort((a, b) => (a.error === b.error ? 0 : a.error - b.error));
  const [best] = sorted;
  if (!best?.fit) return sorted;
  const near = sorted.filter((one) => one.fit !== null && (one === best || !isClearlyWorse(one, best, trial)));
  const chosen = near.reduce((first, one) => (isSimpler(one, first) ? one : first));
  const note = `within one standard error of the best like ${chosen.form.name}, which is preferred: fewer parameters, or as many and a closer fit to all runs`;
  return [
    chosen,
    ...sorted.filter((one) => one !== chosen).map((one) => (near.includes(one) ? { ...one, note } : one)),
  ];
}

function isSimpler(one: Refitted, other: Refitted): boolean {
  const [p, q] = [one, other].map(({ form }) => form.parameters.length);
  return p === q ? one.fit!.objective < other.fit!.objective : p! < q!;
}

/** Fits a tried law to all runs, and scores it on the test runs. */
function refit(
  { form, error, note }: Tried,
  data: RunData,
  { loss, starts, test, stream }: Pick<Trial, "loss" | "starts" | "stream"> & { readonly test: RunData | null },
): Pick<Candidate, "error" | "fit" | "test" | "note"> {
  const failed = { error: Infinity, fit: null, test: null };
  if (error === Infinity) return { ...failed, note };
  try {
    const fit = fitLaw(form, data, { loss, starts, flatness: false, stream: stream.child(form.name) });
    const score = test && scoreOf(predict(form, fit.theta, test.variables), test.target);
    return { error, fit, test: score, note };
  } catch (problem) {
    if (problem instanceof InputError) return { ...failed, note: problem.message };
    throw problem;
  }
}

/** The refusal of runs that no law can be fitted to: the note on the smallest law stands for all. */
function noneFitted(candidates: readonly Candidate[], { target }: RunData): InputError {
  const sizes = candidates.map(({ form }) => form.parameters.length);
  const { form, note } = candidates[sizes.indexOf(Math.min(...sizes))]!;
  const laws = candidates.length === 1 ? form.name : `one of ${candidates.length} laws`;
  return invalid("runs", `${target.length} runs`, `runs that ${laws} can be fitted to (${form.name}: ${note})`);
}

function isFitted<T extends Candidate>(candidate: T): candidate is T & { readonly fit: Fit } {
  return candidate.fit !== null;
}

/** Which columns say nothing, and whether anything extrapolates. */
function warningsOf(chosen: Refitted, count: number, baselines: readonly Tried[], trial: Trial): Warning[] {
  const constant = constantVariables(trial.data.variables).map(
    (name): Warning => ({
      code: "not-identifiable",
      message: `not identifiable: the table has one value of ${name}, so that laws of ${name} were not tried`,
    }),
  );
  // A law must beat the unchanged last runs, and must not lose against a straight line.
  const better = baselines.find((baseline) =>
    baseline.form.name === "last"
      ? baseline.error <= chosen.error
      : baseline.error < Infinity && isClearlyWorse(chosen, baseline, trial),
  );
  if (!better) return constant;
  const [ours, theirs] = [chosen.error, better.error].map((error) => error.toPrecision(3));
  return [
    ...constant,
    {
      code: "no-extrapolation",
      message: `no extrapolation: ${better.form.title} predicts the held-out runs better (error ${theirs}) than the best of ${count} laws, ${chosen.form.name} (${ours})`,
    },
  ];
}

function candidateOf({ form, error, rollOut, fit, test, note }: Refitted): Candidate {
  return { form, error, rollOut, fit, test, note };
}
