import type { LinearAlgebra } from "../numerics/linear-algebra/provider.js";
import type { Stream } from "../numerics/random/stream.js";
import { predict } from "./energy.js";
import { backProject } from "./ground-state.js";
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
 * over reshuffled passes with a step that falls linearly to zero, averaged over the last quarter (Polyak and Juditsky
 * 1992). What is left of its distance from the minimum is of the order of the step: reshuffled passes see each task
 * once, which biases the mean iterate slightly towards smaller gradients of single batches. p live spins.
 */
export function trainBySgd(tasks: TaskBatch, settings: SgdSettings, { stream, algebra }: SgdContext): Float64Array {
  const { P, D, N } = tasks;
  const { lambda, epochs } = settings;
  const size = Math.min(settings.batch ?? 100, P);
  const rate = settings.rate ?? stableRate(tasks, size, lambda);
  const spins = new Float64Array(D * (D + 1));
  const average = new Float64Array(spins.length);
  const order = Uint32Array.from({ length: P }, (_, task) => task);
  const batch = allocateTasks(size, D, N);
  let averaged = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, stream);
    for (let from = 0; from + size <= P; from += size) {
      gather(tasks, order.subarray(from, from + size), batch);
      const errors = predict(batch, spins, algebra).map((y, k) => y - batch.targets[k]!);
      const gradient = backProject(batch, errors, algebra, 1 / size);
      const remaining = 1 - (epoch + from / P) / epochs;
      for (let i = 0; i < spins.length; i++) spins[i]! -= rate * remaining * (gradient[i]! + lambda * spins[i]!);
      if (remaining > 0.25) continue;
      averaged++;
      for (let i = 0; i < spins.length; i++) average[i]! += (spins[i]! - average[i]!) / averaged;
    }
  }
  return average;
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
 * A step at which the second moment of the iterate contracts: for a minibatch of B the expected squared step is
 * governed by R(1 + tr-like E|s|⁴/(B E|s|²)), so the rate is 1/(λ + E|s|⁴/(E|s|²·B) + largest mean curvature), where the
 * heavy tail of |s|² enters through its measured fourth moment.
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

/** Fisher–Yates. */
function shuffle(order: Uint32Array, stream: Stream): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = stream.integer(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}
