import { rootStream } from "../dist/numerics/random/index.js";
import { buildSpinGlass, drawTasks, groundState, meanDiagonal, solveAmp } from "../dist/spinglass/index.js";

/** The jobs that are timed: draw the tasks, build J and h, solve AMP (153) and the ridge. */
export const jobs = [
  { job: "headline-solve", settings: { P: 10_000, D: 20, N: 200, lambda: 0.01, beta: 100 } },
  { job: "contrast-cell", settings: { P: 1_000, D: 20, N: 100, lambda: 1, beta: 100 } },
];

/** One repetition in this process. The diagonals are returned so that nothing can be optimised away. */
export function solve({ P, D, N, lambda, beta, seed }, algebra) {
  const start = performance.now();
  const glass = buildSpinGlass(drawTasks(rootStream(seed), { P, D, N }), algebra);
  const { mean, reason } = solveAmp(glass, { lambda, beta }, algebra);
  const exact = groundState(glass, lambda, algebra);
  const seconds = (performance.now() - start) / 1000;
  if (reason !== "converged") throw new Error(`AMP stopped: ${reason}`);
  return { seconds, w11_amp: meanDiagonal(mean, D), w11_ridge: meanDiagonal(exact, D) };
}
