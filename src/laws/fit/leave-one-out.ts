import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { boxOf, searchPoint, thetaOf } from "./coordinates.js";
import { descend } from "./descend.js";
import { Objective } from "./objective.js";
import type { Fit, RunData } from "./types.js";

/** What leaving out each run (each group, where there are any) does to a fit. */
export interface Influence {
  /** θ refitted without it: runs × p. */
  readonly theta: Matrix;
  /** The largest change of a parameter, in standard errors on its scale, and which; for each run. */
  readonly largest: readonly { readonly change: number; readonly parameter: string }[];
}

/** Refits without each run or group, from the fit's own optimum. */
export function leaveOneOut(fit: Fit, data: RunData): Influence {
  const { form, loss, covariance } = fit;
  const p = form.parameters.length;
  const objective = new Objective(form, data, loss);
  const own = objective.weights;
  const groupOf = data.groups ?? Int32Array.from(own, (_, i) => i);
  const groups = groupOf.reduce((most, group) => Math.max(most, group + 1), 0);
  const box = boxOf(form);
  const start = searchPoint(form, fit.theta);
  const theta = matrix(groups, p);
  const largest = Array.from({ length: groups }, (_, group) => {
    objective.weights = own.map((w, i) => (groupOf[i] === group ? 0 : w));
    const { u } = descend(objective, loss, start, box);
    theta.data.set(thetaOf(form, u), group * p);
    const changes = Array.from(u, (x, j) => {
      const error = covariance ? Math.sqrt(covariance.data[j * p + j]!) : 0;
      return error > 0 ? (x - start[j]!) / error : 0;
    });
    const change = Math.max(...changes.map(Math.abs));
    const parameter = form.parameters[changes.findIndex((x) => Math.abs(x) === change)]?.name ?? "";
    return { change, parameter };
  });
  return { theta, largest };
}
