import type { Datum, Figure } from "../../../study/index.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import { gapOf } from "./judge.js";
import { infiniteRisk } from "./pools.js";
import type { Params } from "./study.js";

const learners = {
  linear: "linear attention",
  dmmse_last: "Bayes for the pool (dMMSE)",
  ridge_last: "Bayes for all tasks (ridge)",
} as const;
type Learner = keyof typeof learners;

const panels = { true: "on fresh tasks", pre: "on the pre-training tasks" } as const;

/** Errors at the query of the transformers that were trained. */
function transformerPoints(rows: readonly Measurement[], { transformer, transformerTasks }: Params): Datum[] {
  if (transformer === 0) return [];
  return (Object.keys(panels) as (keyof typeof panels)[]).flatMap((kind) =>
    transformerTasks.map((M) => {
      const { value } = scalarOf(rows, `transformer_last_${kind}`, `M=${M}`);
      return { M, value, series: `transformer, ${transformer} steps`, panel: panels[kind] };
    }),
  );
}

/** Errors on fresh and on pre-training tasks, and the gap between them, against the number of tasks. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  return [errors(rows, params), gaps(rows, params)];
}

function errors(rows: readonly Measurement[], params: Params): Figure {
  const { tasks, d, N, noise } = params;
  const data: Datum[] = (Object.keys(panels) as (keyof typeof panels)[]).flatMap((kind) =>
    (Object.keys(learners) as Learner[]).flatMap((learner) =>
      tasks.map((M) => {
        const { value, stderr } = scalarOf(rows, `${learner}_${kind}`, `M=${M}`);
        const [low, high] = [value! - stderr!, value! + stderr!];
        return { M, value, low, high, series: learners[learner], panel: panels[kind] };
      }),
    ),
  );
  const limit: Datum[] = Object.values(panels).flatMap((panel) =>
    [Math.min(...tasks), Math.max(...tasks)].map((M) => ({ M, value: infiniteRisk(params), panel })),
  );
  return {
    id: "errors",
    title: "Who leaves the pre-training tasks?",
    caption:
      `Squared error at the query after N = ${N} examples, over d = ${d}, noise of variance ${noise}. Linear attention: the exact optimum of its pre-training. Bars one standard error over repetitions. ` +
      "Dashed: linear attention with infinitely many tasks.",
    x: { label: "pre-training tasks, M", type: "log" },
    y: { label: "squared error / d", type: "log" },
    color: { type: "categorical" },
    facet: { column: "panel" },
    aspect: 0.9,
    marks: [
      { type: "line", data: limit, x: "M", y: "value", dashed: true },
      { type: "interval", data, x: "M", y: "value", low: "low", high: "high", series: "series" },
      { type: "line", data, x: "M", y: "value", series: "series" },
      { type: "dot", data, x: "M", y: "value", series: "series" },
      { type: "dot", data: transformerPoints(rows, params), x: "M", y: "value", series: "series", symbol: "square" },
    ],
  };
}

function gaps(rows: readonly Measurement[], { tasks }: Params): Figure {
  const data: Datum[] = (["linear", "dmmse_last"] as const).flatMap((learner) =>
    tasks.map((M) => {
      const { value, stderr } = gapOf(rows, learner, M);
      const low = Math.max(value! - stderr!, 1e-6);
      return { M, value: Math.max(value!, 1e-6), low, high: value! + stderr!, series: learners[learner] };
    }),
  );
  return {
    id: "gap",
    title: "What fresh tasks cost",
    caption:
      "Error on fresh tasks over that on the pre-training tasks, less 1. The rule is 10 %. Linear attention generalises from some tens of tasks on; the Bayes predictor of the pool still holds to it.",
    x: { label: "pre-training tasks, M", type: "log" },
    y: { label: "(true − pre) / pre", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: 0.1, label: "10 %" },
      { type: "interval", data, x: "M", y: "value", low: "low", high: "high", series: "series" },
      { type: "line", data, x: "M", y: "value", series: "series" },
      { type: "dot", data, x: "M", y: "value", series: "series" },
    ],
  };
}
