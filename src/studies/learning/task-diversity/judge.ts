import type { Estimate } from "../../../numerics/statistics/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** A learner generalises where fresh tasks cost it at most this much more than its own. */
const GENERALISES = 0.1;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  const tasks = [...new Set(params.tasks)].sort((a, b) => a - b);
  return [judgeCrossTask(rows, tasks), judgeBayes(rows, tasks, params), judgeMultiTask(rows, tasks)];
}

/** (true − pre)/pre of the mean errors of a learner, with its error. */
export function gapOf(rows: readonly Measurement[], learner: string, M: number): Estimate {
  const [fresh, own] = ["true", "pre"].map((kind) => scalarOf(rows, `${learner}_${kind}`, `M=${M}`));
  const ratio = fresh!.value! / own!.value!;
  const stderr = ratio * Math.hypot(fresh!.stderr! / fresh!.value!, own!.stderr! / own!.value!);
  return { value: ratio - 1, stderr, n: fresh!.n };
}

/** The first M at which linear attention generalises. */
function threshold(rows: readonly Measurement[], tasks: readonly number[]): number | undefined {
  return tasks.find((M) => gapOf(rows, "linear", M).value! < GENERALISES);
}

function judgeCrossTask(rows: readonly Measurement[], tasks: readonly number[]): Verdict {
  const claim = "S0/§3.2.2/cross-task";
  const first = threshold(rows, tasks);
  const least = tasks[0]!;
  const before = gapOf(rows, "linear", least);
  if (first === undefined || first === least) {
    return undecided(claim, "needs numbers of tasks at which fresh tasks do and do not cost more than a tenth more");
  }
  return verdict(claim, before.value! - 4 * before.stderr! > GENERALISES ? "holds" : "undecided", {
    measured: gapOf(rows, "linear", first),
    expected: 0,
    tolerance: GENERALISES,
    note:
      `(true − pre)/pre of linear attention pre-trained to its optimum, at M = ${first}, the first in the list below 10 %; ` +
      `${before.value!.toFixed(1)} at M = ${least}. Exact errors, at the query after all examples; it is diversity of tasks that brings generalisation.`,
  });
}

/**
 * Linear attention against the Bayes predictor of its own pre-training tasks, where it generalises. Where it does so from
 * the fewest tasks on, nothing was left that it could have held instead.
 */
function judgeBayes(rows: readonly Measurement[], tasks: readonly number[], params: Params): Verdict {
  const claim = "S0/§3.2.2/implicit-bayes";
  const M = threshold(rows, tasks);
  if (M === undefined || M === tasks[0]) {
    return undecided(claim, "needs numbers of tasks at which linear attention does and does not generalise");
  }
  const of = (name: string) => scalarOf(rows, name, `M=${M}`);
  const own = ratioOf(of("linear_pre"), of("dmmse_last_pre"));
  const fresh = ratioOf(of("linear_true"), of("dmmse_last_true"));
  const isApart = own.value - 4 * own.stderr > 1 && fresh.value + 4 * fresh.stderr < 1;
  return verdict(claim, isApart ? "corrected" : "undecided", {
    measured: own,
    expected: 1,
    tolerance: 0,
    note:
      `Error of linear attention over that of the Bayes predictor (dMMSE) on their M = ${M} pre-training tasks, last position: above 1, while on fresh tasks it is ${fresh.value.toPrecision(2)} times as large, below 1. ` +
      `A learner that cannot hold the tasks learns what they have in common: not Bayes with the pre-training tasks as prior. ${transformerNote(rows, params)}`,
  });
}

/** Which of the two Bayes predictors the trained transformers are nearer to, on fresh tasks. */
function transformerNote(rows: readonly Measurement[], { transformer, transformerTasks }: Params): string {
  if (transformer === 0) return "Of one layer of linear attention; a transformer is not trained here.";
  const distances = transformerTasks.map((M) => {
    const [dmmse, ridge] = ["dmmse", "ridge"].map((other) => {
      return scalarOf(rows, `transformer_to_${other}_true`, `M=${M}`).value!.toPrecision(2);
    });
    return `${dmmse} and ${ridge} at M = ${M}`;
  });
  return `A transformer after ${transformer} steps, squared distance over d to dMMSE and to ridge on fresh tasks: ${distances.join("; ")}.`;
}

function ratioOf(a: Estimate, b: Estimate) {
  const value = a.value! / b.value!;
  return { value, stderr: value * Math.hypot(a.stderr! / a.value!, b.stderr! / b.value!), n: a.n };
}

function judgeMultiTask(rows: readonly Measurement[], tasks: readonly number[]): Verdict {
  const claim = "S1/§6.2/multi-task-pretraining";
  if (tasks.length < 2) return undecided(claim, "needs at least two numbers of tasks");
  const errors = tasks.map((M) => scalarOf(rows, "linear_true", `M=${M}`));
  const steps = errors.slice(1).map((next, i) => ({
    value: next.value! - errors[i]!.value!,
    stderr: Math.hypot(next.stderr!, errors[i]!.stderr!),
    n: next.n,
  }));
  const worst = steps.reduce((a, b) => (b.value > a.value ? b : a));
  const kind =
    worst.value + 4 * worst.stderr < 0 ? "holds" : worst.value - 4 * worst.stderr > 0 ? "fails" : "undecided";
  const [few, many] = [tasks[0]!, tasks.at(-1)!].map((M) => scalarOf(rows, "linear_pre", `M=${M}`).value!);
  return verdict(claim, kind, {
    measured: worst,
    expected: 0,
    tolerance: 0,
    note:
      `Largest change of linear attention's error on fresh tasks from one number of tasks to the next in ${tasks.join(", ")}; must be below 0. ` +
      `On its own pre-training tasks the error rises, from ${few!.toPrecision(2)} to ${many!.toPrecision(2)}: it is memory that is given up.`,
  });
}
