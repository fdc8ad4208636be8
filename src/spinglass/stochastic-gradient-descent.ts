import type { Stream } from "../numerics/random/stream.js";
import type { TaskBatch } from "./tasks.js";

/** Settings of {@link trainBySgd}. */
export interface SgdSettings {
  readonly lambda: number;
  /** Passes over the tasks; the weights are averaged over the second half of them. */
  readonly epochs: number;
  /** Tasks in a minibatch; 100 unless told, and never more than P. */
  readonly batch?: number;
  /** Step size; chosen from the size of the features unless told. */
  readonly rate?: number;
}

/**
 * Minibatch stochastic gradient descent on the loss (123) as written — ½ of the squared error, λ in full — from σ = 0
 * with a constant step and reshuffled passes, and Polyak–Ruppert averaging of the second half, which takes the noise of
 * the last step out. p live spins.
 */
export function trainBySgd(tasks: TaskBatch, settings: SgdSettings, stream: Stream): Float64Array {
  const { P, D } = tasks;
  const { lambda, epochs } = settings;
  const batch = Math.min(settings.batch ?? 100, P);
  const rate = settings.rate ?? stableRate(tasks, batch, lambda);
  const spins = new Float64Array(D * (D + 1));
  const average = new Float64Array(spins.length);
  const gradient = new Float64Array(spins.length);
  const order = Uint32Array.from({ length: P }, (_, task) => task);
  let averaged = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, stream);
    for (let from = 0; from + batch <= P; from += batch) {
      gradient.fill(0);
      for (let k = from; k < from + batch; k++) addTaskGradient(tasks, order[k]!, spins, gradient);
      for (let i = 0; i < spins.length; i++) spins[i]! -= rate * (gradient[i]! / batch + lambda * spins[i]!);
      if (2 * epoch < epochs - 1) continue;
      averaged++;
      for (let i = 0; i < spins.length; i++) average[i]! += (spins[i]! - average[i]!) / averaged;
    }
  }
  return average;
}

/** Adds (ŷ − ỹ) s, with s = ũ ⊗ x̃, for one task. */
function addTaskGradient(
  { D, features, queries, targets }: TaskBatch,
  task: number,
  spins: Float64Array,
  gradient: Float64Array,
) {
  const u = task * (D + 1);
  const x = task * D;
  let error = -targets[task]!;
  for (let m = 0; m <= D; m++) {
    let projected = 0;
    for (let n = 0; n < D; n++) projected += spins[m * D + n]! * queries[x + n]!;
    error += features[u + m]! * projected;
  }
  for (let m = 0; m <= D; m++) {
    const scaled = error * features[u + m]!;
    for (let n = 0; n < D; n++) gradient[m * D + n]! += scaled * queries[x + n]!;
  }
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
