import type { Stream } from "../numerics/random/stream.js";
import { allocateTasks, type TaskBatch } from "./tasks.js";

/** Settings of a sampler, all given. */
export interface SamplerSettings {
  readonly P: number;
  readonly D: number;
  readonly N: number;
  readonly c: number;
  readonly query: "independent" | "shared";
}

/**
 * Draws the sufficient statistics of tasks without drawing prompts: exact, and of cost O(D) a task instead of O(ND).
 *
 * For an i.i.d. Gaussian Z (D × n) and a unit vector ŵ, ZZᵀŵ = kŵ + √k g⊥ with k ~ χ²_n and g⊥ ~ N(0, I − ŵŵᵀ)
 * independent: Zᵀŵ is one Gaussian vector of squared length k, and the rest of Z is independent of it. With the
 * covariance of eq. (162), X₀X₀ᵀ = l₁aaᵀ + (1−c)ZZᵀ with l₁ = 1−c+cN, a ~ N(0, I_D) and n = N−1; at c = 0 the first
 * term is one more column of Z. A query that shares the component is x̃ = ρa + √(1−ρ²)z with ρ = c√(N/l₁).
 */
export function drawCompactTasks(stream: Stream, { P, D, N, c, query }: SamplerSettings): TaskBatch {
  const batch = allocateTasks(P, D, N);
  const weights = stream.child("w").fillNormal(new Float64Array(P * D));
  const noise = stream.child("g").fillNormal(new Float64Array(P * D));
  stream.child("query").fillNormal(batch.queries);
  const columns = c === 0 ? N : N - 1;
  const k = new Float64Array(P);
  if (columns > 0) stream.child("k").fillChiSquare(columns, k);
  if (c > 0) {
    const common = stream.child("common").fillNormal(new Float64Array(P * D));
    if (query === "shared") mixCommonIntoQueries(batch, common, c);
    fillFeatures(batch, weights, noise, k, 1 - c);
    addCommonToFeatures(batch, weights, common, 1 - c + c * N);
  } else fillFeatures(batch, weights, noise, k, 1);
  fillTargets(batch, weights);
  return batch;
}

/** ũ of `scale`·ZZᵀ: u = scale·|w|(kŵ + √k g⊥)/(N√D), τ = scale·|w|²k/(ND). */
function fillFeatures(
  { P, D, N, features }: TaskBatch,
  weights: Float64Array,
  noise: Float64Array,
  k: Float64Array,
  scale: number,
) {
  const unit = scale / (N * Math.sqrt(D));
  for (let task = 0; task < P; task++) {
    const from = task * D;
    let square = 0;
    let overlap = 0;
    for (let i = from; i < from + D; i++) {
      const w = weights[i]!;
      square += w * w;
      overlap += w * noise[i]!;
    }
    const length = Math.sqrt(square);
    const root = Math.sqrt(k[task]!);
    const alongW = unit * (k[task]! - (root * overlap) / length);
    const alongNoise = unit * root * length;
    const to = task * (D + 1);
    for (let i = 0; i < D; i++) features[to + i] = alongW * weights[from + i]! + alongNoise * noise[from + i]!;
    features[to + D] = (scale * square * k[task]!) / (N * D);
  }
}

/** Adds l₁a(aᵀw)/(N√D) to u and l₁(aᵀw)²/(ND) to τ. */
function addCommonToFeatures(
  { P, D, N, features }: TaskBatch,
  weights: Float64Array,
  common: Float64Array,
  l1: number,
) {
  for (let task = 0; task < P; task++) {
    const from = task * D;
    const to = task * (D + 1);
    let overlap = 0;
    for (let i = 0; i < D; i++) overlap += common[from + i]! * weights[from + i]!;
    const scale = (l1 * overlap) / (N * Math.sqrt(D));
    for (let i = 0; i < D; i++) features[to + i]! += scale * common[from + i]!;
    features[to + D]! += (l1 * overlap * overlap) / (N * D);
  }
}

function mixCommonIntoQueries({ N, queries }: TaskBatch, common: Float64Array, c: number) {
  const rho = c * Math.sqrt(N / (1 - c + c * N));
  const rest = Math.sqrt(1 - rho * rho);
  for (let i = 0; i < queries.length; i++) queries[i] = rho * common[i]! + rest * queries[i]!;
}

/** ỹ = wᵀx̃/√D. */
export function fillTargets({ P, D, queries, targets }: TaskBatch, weights: Float64Array): void {
  const scale = 1 / Math.sqrt(D);
  for (let task = 0; task < P; task++) {
    let sum = 0;
    for (let i = task * D; i < (task + 1) * D; i++) sum += weights[i]! * queries[i]!;
    targets[task] = sum * scale;
  }
}
