import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import { values } from "../../selection.js";
import type { Learner, Params, Row } from "./study.js";
import { softmaxModels } from "./training.js";

/** Above this error a model has learnt next to nothing of its prompts: that of predicting 0 is 1. */
const PLATEAU = 0.9;

/** Errors of all learners, training errors, and the share of repetitions of a softmax model that stayed on the plateau. */
export function metrics(rows: readonly Row[], { models, N }: Params): Record<string, Estimate> {
  const result: Record<string, Estimate> = {};
  for (const n of N) {
    for (const learner of [...models, "theory", "minimum"] as const) {
      result[`eps_${learner}@N=${n}`] = meanError(rows, learner, n);
    }
    for (const model of models) result[`train_${model}@N=${n}`] = estimate(values(rows, { model, N: n }, "train"));
    for (const model of softmaxModels.filter((name) => models.includes(name))) {
      const stuck = values(rows, { model, N: n }, "eps").map((eps) => (eps > PLATEAU ? 1 : 0));
      result[`plateau_${model}@N=${n}`] = estimate(stuck);
    }
  }
  return result;
}

/** The mean error over repetitions; of a single one, with its standard error over test prompts. */
export function meanError(rows: readonly Row[], model: Learner, N: number): Estimate {
  const all = estimate(values(rows, { model, N }, "eps"));
  if (all.n !== 1) return all;
  const [stderr] = values(rows, { model, N }, "stderr");
  return { ...all, stderr: stderr! > 0 ? stderr! : null };
}
