import type { Stream } from "../numerics/random/stream.js";
import { fillTargets, type SamplerSettings } from "./compact-tasks.js";
import { allocateTasks, type TaskBatch } from "./tasks.js";

/**
 * Draws tasks word for word as the thesis defines them (§4.1; §5.4.1 for c > 0): every example of every prompt.
 * Cost O(ND) a task; memory O(ND) beyond the result.
 */
export function drawLiteralTasks(stream: Stream, { P, D, N, c, query }: SamplerSettings): TaskBatch {
  const batch = allocateTasks(P, D, N);
  const weights = stream.child("w").fillNormal(new Float64Array(P * D));
  const prompts = stream.child("prompt");
  const examples = new Float64Array((N + 1) * D);
  const common = new Float64Array(D);
  for (let task = 0; task < P; task++) {
    prompts.fillNormal(examples);
    if (c > 0) correlate(examples, prompts.fillNormal(common), c, query === "shared" ? N + 1 : N);
    const w = weights.subarray(task * D, (task + 1) * D);
    accumulateFeatures(examples, w, N, batch.features.subarray(task * (D + 1), (task + 1) * (D + 1)));
    batch.queries.set(examples.subarray(N * D), task * D);
  }
  fillTargets(batch, weights);
  return batch;
}

/**
 * Gives the first `count` examples (rows of length D) the covariance of eq. (162), ⟨x_ij x_kl⟩ = δ_ik(c + (1−c)δ_jl),
 * by one component common to them: x ← √c·common + √(1−c)·x.
 */
export function correlate(examples: Float64Array, common: Float64Array, c: number, count: number): void {
  const D = common.length;
  const shared = Math.sqrt(c);
  const own = Math.sqrt(1 - c);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < D; i++) examples[n * D + i] = shared * common[i]! + own * examples[n * D + i]!;
  }
}

/** ũ = (1/N) Σ_n y_n [x_n ; y_n] with y_n = wᵀx_n/√D. */
function accumulateFeatures(examples: Float64Array, w: Float64Array, N: number, features: Float64Array): void {
  const D = w.length;
  for (let n = 0; n < N; n++) {
    let y = 0;
    for (let i = 0; i < D; i++) y += w[i]! * examples[n * D + i]!;
    y /= Math.sqrt(D);
    for (let i = 0; i < D; i++) features[i]! += (y / N) * examples[n * D + i]!;
    features[D]! += (y / N) * y;
  }
}
