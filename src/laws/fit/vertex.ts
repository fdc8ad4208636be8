import { solveSmall } from "../../numerics/optimisation/solve-small.js";
import { type Box, clampInto } from "./coordinates.js";
import { rhoOf } from "./losses.js";
import type { Descent } from "./newton.js";
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
  const active = order.slice(0, free.length);
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
