import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import { permutation } from "../numerics/random/index.js";
import type { Stream } from "../numerics/random/stream.js";
import { predict } from "./energy.js";
import { backProject } from "./ground-state.js";
import { rootMeanSquare, type SolverResult } from "./solver.js";
import { allocateTasks, type TaskBatch } from "./tasks.js";

/** Settings of {@link trainBySgd}. */
export interface SgdSettings {
  readonly lambda: number;
  /** Passes over the tasks. */
  readonly epochs: number;
  /** Tasks in a minibatch; 100 unless told, and never more than P. */
  readonly batch?: number;
  /** First step size; chosen from the size of the features unless told. */
  readonly rate?: number;
}

/** What training draws and computes with. */
export interface SgdContext {
  readonly stream: Stream;
  readonly algebra: LinearAlgebra;
}

/**
 * Minibatch stochastic gradient descent on the loss (123) as written — ½ of the squared error, λ in full — from σ = 0,
 * over reshuffled passes with a step that falls linearly to zero, averaged over the last quarter of the steps (Polyak and
 * Juditsky 1992). What a pass leaves over of a minibatch waits for the next. What is left of its distance from the minimum
 * is of the order of the step: reshuffled passes see each task once, which biases the mean iterate slightly towards
 * smaller gradients of single batches.
 *
 * `converged` means that the gradient of the whole loss has fallen to 5 % of what it was at σ = 0; `iterations` counts steps.
 */
export function trainBySgd(tasks: TaskBatch, settings: SgdSettings, { stream, algebra }: SgdContext): SolverResult {
  const { P, D, N } = tasks;
  const { lambda, epochs } = settings;
  const size = Math.min(settings.batch ?? 100, P);
  const rate = settings.rate ?? stableRate(tasks, size, lambda);
  const perPass = Math.floor(P / size);
  const total = epochs * perPass;
  const spins = new Float64Array(D * (D + 1));
  const average = new Float64Array(spins.length);
  const batch = allocateTasks(size, D, N);
  const firstAveraged = Math.floor(0.75 * total);
  let order = permutation(stream, P);
  for (let step = 0; step < total; step++) {
    const place = step % perPass;
    if (place === 0 && step > 0) order = permutation(stream, P);
    gather(tasks, order.subarray(place * size, (place + 1) * size), batch);
    const gradient = lossGradient(batch, lambda, spins, algebra);
    for (let i = 0; i < spins.length; i++) spins[i]! -= rate * (1 - step / total) * gradient[i]!;
    if (step < firstAveraged) continue;
    for (let i = 0; i < spins.length; i++) average[i]! += (spins[i]! - average[i]!) / (step - firstAveraged + 1);
  }
  const start = rootMeanSquare(lossGradient(tasks, lambda, new Float64Array(spins.length), algebra));
  const left = rootMeanSquare(lossGradient(tasks, lambda, average, algebra));
  const reason = left <= 0.05 * start ? "converged" : "max-iterations";
  return { mean: average, iterations: total, step: left, reason };
}

/** ∇L = (1/P) Σ(ŷ − ỹ)s + λσ of the given tasks: p. */
function lossGradient(tasks: TaskBatch, lambda: number, spins: Float64Array, algebra: LinearAlgebra): Float64Array {
  const errors = predict(tasks, spins, algebra).map((y, task) => y - tasks.targets[task]!);
  const gradient = backProject(tasks, errors, algebra, 1 / tasks.P);
  return gradient.map((value, i) => value + lambda * spins[i]!);
}

/** Copies the chosen tasks into a batch. */
function gather(tasks: TaskBatch, chosen: Uint32Array, batch: TaskBatch): void {
  const { D } = tasks;
  chosen.forEach((task, k) => {
    batch.features.set(tasks.features.subarray(task * (D + 1), (task + 1) * (D + 1)), k * (D + 1));
    batch.queries.set(tasks.queries.subarray(task * D, (task + 1) * D), k * D);
    batch.targets[k] = tasks.targets[task]!;
  });
}

/**
 * A first step at which the second moment of the iterate does not grow: one over the largest mean curvature plus the part
 * that minibatches of B add to it, E|s|⁴/(B E|s|²), where the heavy tail of |s|² enters by its measured fourth moment.
 */
function stableRate({ P, D, features, queries }: TaskBatch, batch: number, lambda: number): number {
  let second = 0;
  let fourth = 0;
  const rowMoments = new Float64Array(D + 1);
  for (let task = 0; task < P; task++) {
    let x = 0;
    let u = 0;
    for (let n = 0; n < D; n++) x += queries[task * D + n]! ** 2;
    for (let m = 0; m <= D; m++) {
      const square = features[task * (D + 1) + m]! ** 2;
      u += square;
      rowMoments[m]! += square / P;
    }
    second += (u * x) / P;
    fourth += (u * x) ** 2 / P;
  }
  return 1 / (lambda + Math.max(...rowMoments) + fourth / (second * batch));
}
