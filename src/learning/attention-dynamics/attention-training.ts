import { type AttentionProblem, attentionLogits } from "./attention-problem.js";

/**
 * How the derivative by the logits, S_t(s_t − f) with f = Σ S_r s_r, is computed. `pairwise`: S_t Σ_r S_r(s_t − s_r),
 * accurate however small. `subtracted`: as written, which is all rounding once the softmax has saturated.
 */
export type GradientForm = "pairwise" | "subtracted";

/** Options of {@link trainAttentionLayer}. */
export interface AttentionTraining {
  /** Length of every step: gradients are normalised. */
  readonly eta: number;
  /** Steps after which W is recorded, ascending. */
  readonly checkpoints: readonly number[];
  /** `pairwise` unless told. */
  readonly form?: GradientForm;
}

/**
 * Normalised gradient descent on the logistic loss from W = 0: W ← W − η ∇L/‖∇L‖_F.
 *
 * @returns W (d × d, row-major) at each checkpoint. A gradient too small to be normalised ends the descent where it is.
 */
export function trainAttentionLayer(problem: AttentionProblem, options: AttentionTraining): Float64Array[] {
  const { eta, checkpoints, form = "pairwise" } = options;
  const W = new Float64Array(problem.d ** 2);
  const records: Float64Array[] = [];
  for (let step = 0; ; step++) {
    while (checkpoints[records.length] === step) records.push(W.slice());
    if (records.length === checkpoints.length) return records;
    const gradient = attentionGradient(problem, W, form);
    const pace = eta / Math.hypot(...gradient);
    if (!Number.isFinite(pace)) return checkpoints.map((_, i) => records[i] ?? W.slice());
    for (let i = 0; i < W.length; i++) W[i]! -= pace * gradient[i]!;
  }
}

/** The gradient of the logistic loss by W, d × d, up to the factor 1/n. */
export function attentionGradient(problem: AttentionProblem, W: Float64Array, form: GradientForm): Float64Array {
  const { n, T, d, tokens, queries, scores } = problem;
  const gradient = new Float64Array(d * d);
  const direction = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const score = scores.subarray(i * T, (i + 1) * T);
    const attention = softmax(attentionLogits(problem, W, i));
    const margin = attention.reduce((sum, share, t) => sum + share * score[t]!, 0);
    const slope = -1 / (1 + Math.exp(margin));
    direction.fill(0);
    for (let t = 0; t < T; t++) {
      const difference = form === "subtracted" ? score[t]! - margin : pairwiseDifference(attention, score, t);
      const weight = slope * attention[t]! * difference;
      for (let a = 0; a < d; a++) direction[a]! += weight * tokens[(i * T + t) * d + a]!;
    }
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) gradient[a * d + b]! += direction[a]! * queries[i * d + b]!;
    }
  }
  return gradient;
}

/** Σ_r S_r (s_t − s_r): the term r = t is exactly 0, so no large numbers cancel. */
function pairwiseDifference(attention: Float64Array, score: Float64Array, t: number): number {
  let sum = 0;
  for (let r = 0; r < attention.length; r++) sum += attention[r]! * (score[t]! - score[r]!);
  return sum;
}

function softmax(logits: Float64Array): Float64Array {
  const largest = logits.reduce((a, b) => Math.max(a, b));
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
