import { correlatedInputs } from "./inputs.js";
import { gaussianLinearLabels } from "./linear.js";
import { regressionTask } from "./regression-task.js";
import type { Task } from "./task.js";

/**
 * y = wᵀx on examples of a prompt that are correlated with each other: covariance c between the same coordinate of two
 * examples, variance 1 (thesis §5.4.1, eq. (162)). E y² = d.
 * @throws InputError unless 0 ≤ c < 1.
 */
export function correlatedLinearTask({
  dimension,
  c,
  query,
}: {
  dimension: number;
  c: number;
  query?: "shared" | "independent";
}): Task {
  return regressionTask({
    name: "correlated linear",
    dimension,
    labelVariance: dimension,
    labels: gaussianLinearLabels(dimension),
    inputs: correlatedInputs(c, query),
  });
}
