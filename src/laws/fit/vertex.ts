import type { Descent } from "../../numerics/optimisation/minimize-within.js";
import { type Box, clampInto } from "../../numerics/optimisation/minimize-within.js";
import { solveSmall } from "../../numerics/optimisation/solve-small.js";
import { rhoOf } from "./losses.js";
import type { Objective } from "./objective.js";

/**
 * The exact L1 optimum near a smoothed one: a vertex, where as many residuals vanish as parameters are free. Those
 * residuals are made zero by Newton's method for systems; the vertex is taken if |r| summed is no larger there.
 */
export function toVertex(objective: Objective, smooth: Descent, box: Box): Descent {
  const { n } = objective;
  objective.rho = rhoOf({ kind: "l1" });
  const value = objective.value(smooth.u);
  const free = Array.from(smooth.u, (_, j) => j).filter(
    (j) => smooth.u[j]! > box.lower[j]! && smooth.u[j]! < box.upper[j]!,
  );
  const order = Array.from(objective.residuals, (_, i) => i)
    .filter((i) => objective.weights[i]! > 0)
    .sort((a, b) => Math.abs(objective.residuals[a]!) - Math.abs(objective.residuals[b]!));
  const active = independent(order, objective.residualJacobian(smooth.u), free, n);
  let u: Float64Array = smooth.u.slice();
  if (active.length < free.length) return { ...smooth, value };
  for (let round = 0; round < 8; round++) {
    const jacobian = objective.residualJacobian(u);
    const step = solveSmall(
      active.map((i) => free.map((j) => jacobian[j * n + i]!)),
      active.map((i) => objective.residuals[i]!),
    );
    if (!step) return { ...smooth, value };
    const next = u.slice();
    for (const [k, j] of free.entries()) next[j]! -= step[k]!;
    u = clampInto(next, box);
    if (step.every((x, k) => Math.abs(x) <= 1e-15 * Math.max(1, Math.abs(u[free[k]!]!)))) break;
  }
  const atVertex = objective.value(u);
  return atVertex <= value ? { ...smooth, u, value: atVertex, reason: "converged" } : { ...smooth, value };
}

/** The first runs of an order whose residuals vary independently with the free parameters, one for each of these. */
function independent(order: readonly number[], jacobian: Float64Array, free: readonly number[], n: number): number[] {
  const active: number[] = [];
  const basis: Float64Array[] = [];
  for (const i of order) {
    if (active.length === free.length) break;
    const row = Float64Array.from(free, (j) => jacobian[j * n + i]!);
    const size = Math.hypot(...row);
    for (const unit of basis) {
      const along = unit.reduce((sum, x, k) => sum + x * row[k]!, 0);
      for (let k = 0; k < row.length; k++) row[k]! -= along * unit[k]!;
    }
    const rest = Math.hypot(...row);
    if (rest <= 1e-9 * size) continue;
    active.push(i);
    basis.push(row.map((x) => x / rest));
  }
  return active;
}
