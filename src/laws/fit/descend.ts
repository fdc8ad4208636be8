import { type Box, type Descent, minimizeWithin } from "../../numerics/optimisation/minimize-within.js";
import { polishMinimum } from "../../numerics/optimisation/polish-minimum.js";
import { quantile } from "../../numerics/statistics/moments.js";
import { huber, rhoOf, smoothedAbsolute } from "./losses.js";
import type { Objective } from "./objective.js";
import type { Loss } from "./types.js";
import { toVertex } from "./vertex.js";

/** Runs times squared parameters from which every start is followed roughly at first. */
const DEAR = 50_000;
const SQUARES = { tolerance: 1e-2, maxSteps: 60, exact: false };
const ROUGH = { tolerance: 1e-2, maxSteps: 6, exact: false };
const STAGE = { tolerance: 1e-6, maxSteps: 40 };
const FINE = { tolerance: 1e-15, maxSteps: 200 };
/** Where the smoothing of |r| ends: the vertex is found exactly from here. */
const LEAST_SMOOTHING = 1e-8;

/**
 * The least-squares optimum (in the loss's residuals) near a point, from which the loss's own is within reach: nearly, where
 * the loss is another or the runs are many.
 */
export function descendSquares(objective: Objective, loss: Loss, start: Float64Array, box: Box): Descent {
  const log = loss.kind !== "ls-raw";
  objective.rho = rhoOf({ kind: log ? "ls-log" : "ls-raw" });
  const robust = loss.kind === "huber" || loss.kind === "l1";
  const dear = objective.n * objective.p ** 2 > DEAR;
  return minimizeWithin(objective, start, box, robust || dear ? SQUARES : FINE);
}

/**
 * The optimum of the loss itself, followed from the least-squares one: Huber's δ (or the smoothing of |r|) falls by steps
 * from the size of the residuals, so that each stage begins where Newton's method converges.
 */
export function descend(objective: Objective, loss: Loss, start: Float64Array, box: Box): Descent {
  if (loss.kind === "ls-log" || loss.kind === "ls-raw") {
    objective.rho = rhoOf(loss);
    return polishMinimum(objective, minimizeWithin(objective, start, box, FINE), box);
  }
  const last = loss.kind === "huber" ? loss.delta : LEAST_SMOOTHING;
  const smoothing = loss.kind === "huber" ? huber : smoothedAbsolute;
  objective.rho = rhoOf({ kind: "ls-log" });
  objective.value(start);
  let u = start;
  const typical = quantile(objective.residuals.map(Math.abs), 0.7);
  for (let delta = typical / 2; delta > 2 * last; delta /= 4) {
    objective.rho = smoothing(delta);
    u = minimizeWithin(objective, u, box, loss.kind === "l1" || objective.p > 6 ? STAGE : ROUGH).u;
  }
  objective.rho = smoothing(last);
  const end = minimizeWithin(objective, u, box, FINE);
  return loss.kind === "huber" ? polishMinimum(objective, end, box) : toVertex(objective, end, box);
}
