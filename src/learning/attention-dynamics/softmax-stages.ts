import type { Stream } from "../../numerics/random/stream.js";

/**
 * In-context linear regression over a finite set of K orthonormal features: the prompt shows N features with labels
 * y = ⟨w, x⟩, w ~ N(0, I_K); features of the prompt and the query are drawn independently with these probabilities.
 * Source: Huang, Cheng & Liang 2023 (arXiv:2310.05249), §2.
 */
export interface FeatureTask {
  /** Probability of each feature, K numbers of sum 1. */
  readonly probabilities: readonly number[];
  /** Examples in the prompt. */
  readonly N: number;
}

/** All prompts of a task up to order: how often each feature occurs, and how probable that is. */
export interface PromptLaw {
  /** S × K, row-major: occurrences of each feature in prompt s. */
  readonly counts: Uint16Array;
  /** S multinomial probabilities. */
  readonly probabilities: Float64Array;
}

/**
 * Weights of the layer as K × K logits, row-major: entry (j, k) is v_jᵀ Q v_k, what a query of feature k gives a token of
 * feature j. Gradient descent from 0 moves column k by queries of feature k alone.
 */
export type FeatureLogits = Float64Array;

/** What the layer does on average over prompts. */
export interface LayerState {
  /** ½ E(ŷ − y)² over queries, prompts and w. */
  readonly loss: number;
  /** Mean attention that a query of each feature pays to its own feature, K numbers. */
  readonly attention: Float64Array;
}

/** C(N + K − 1, K − 1): how many different prompts a task has, up to order. */
export function countPrompts({ probabilities, N }: FeatureTask): number {
  let count = 1;
  for (let k = 1; k < probabilities.length; k++) count = (count * (N + k)) / k;
  return Math.round(count);
}

/**
 * Every vector of feature counts with its multinomial probability: C(N + K − 1, K − 1) prompts, less those that are less
 * probable than `negligible`.
 */
export function promptLaw({ probabilities, N }: FeatureTask, negligible = 0): PromptLaw {
  const K = probabilities.length;
  const logFactorial = new Float64Array(N + 1);
  for (let n = 1; n <= N; n++) logFactorial[n] = logFactorial[n - 1]! + Math.log(n);
  const counts: number[] = [];
  const law: number[] = [];
  const prompt = new Array<number>(K).fill(0);
  const visit = (feature: number, left: number, logProbability: number): void => {
    const from = feature === K - 1 ? left : 0;
    for (let n = from; n <= left; n++) {
      prompt[feature] = n;
      const term = n === 0 ? 0 : n * Math.log(probabilities[feature]!) - logFactorial[n]!;
      if (feature < K - 1) visit(feature + 1, left - n, logProbability + term);
      else if (Math.exp(logProbability + term) >= negligible) {
        counts.push(...prompt);
        law.push(Math.exp(logProbability + term));
      }
    }
  };
  visit(0, N, logFactorial[N]!);
  return { counts: Uint16Array.from(counts), probabilities: Float64Array.from(law) };
}

/** Loss and attention in exact expectation over w, prompts and queries. */
export function layerState(logits: FeatureLogits, { probabilities }: FeatureTask, law: PromptLaw): LayerState {
  const K = probabilities.length;
  const attention = new Float64Array(K);
  const shares = new Float64Array(K);
  let loss = 0;
  for (let query = 0; query < K; query++) {
    const weights = columnExponentials(logits, K, query);
    for (let s = 0; s < law.probabilities.length; s++) {
      const squares = attentionShares(shares, weights, law.counts, s * K);
      attention[query]! += law.probabilities[s]! * shares[query]!;
      loss += probabilities[query]! * law.probabilities[s]! * 0.5 * (squares - 2 * shares[query]! + 1);
    }
  }
  return { loss, attention };
}

/**
 * One step of gradient descent on the population loss, in place. With A_j the attention on feature j, the mean over w of
 * the loss is ½(Σ A_j² − 2A_k + 1), and its derivative by logit (j, k) is A_j(A_j − δ_jk − Σ A_l² + A_k).
 */
export function populationStep(
  logits: FeatureLogits,
  { probabilities }: FeatureTask,
  law: PromptLaw,
  eta: number,
): void {
  const K = probabilities.length;
  const shares = new Float64Array(K);
  for (let query = 0; query < K; query++) {
    const weights = columnExponentials(logits, K, query);
    const gradient = new Float64Array(K);
    for (let s = 0; s < law.probabilities.length; s++) {
      const squares = attentionShares(shares, weights, law.counts, s * K);
      const common = squares - shares[query]!;
      for (let j = 0; j < K; j++) {
        const own = j === query ? 1 : 0;
        gradient[j]! += law.probabilities[s]! * shares[j]! * (shares[j]! - own - common);
      }
    }
    for (let j = 0; j < K; j++) logits[j * K + query]! -= eta * probabilities[query]! * gradient[j]!;
  }
}

/** One step of stochastic gradient descent on `batch` fresh prompts, each with its own w and query, in place. */
export function stochasticStep(
  logits: FeatureLogits,
  { probabilities, N }: FeatureTask,
  { batch, eta }: { readonly batch: number; readonly eta: number },
  stream: Stream,
): void {
  const K = probabilities.length;
  const gradient = new Float64Array(K * K);
  const columns = Array.from({ length: K }, (_, query) => columnExponentials(logits, K, query));
  const [w, shares] = [new Float64Array(K), new Float64Array(K)];
  const counts = new Uint16Array(K);
  for (let prompt = 0; prompt < batch; prompt++) {
    stream.fillNormal(w);
    counts.fill(0);
    for (let i = 0; i < N; i++) counts[drawFeature(probabilities, stream)]!++;
    const query = drawFeature(probabilities, stream);
    attentionShares(shares, columns[query]!, counts, 0);
    let prediction = 0;
    for (let j = 0; j < K; j++) prediction += shares[j]! * w[j]!;
    const residual = prediction - w[query]!;
    for (let j = 0; j < K; j++) gradient[j * K + query]! += residual * shares[j]! * (w[j]! - prediction);
  }
  for (let i = 0; i < logits.length; i++) logits[i]! -= (eta / batch) * gradient[i]!;
}

/** e^{logit} of column `query`. */
function columnExponentials(logits: FeatureLogits, K: number, query: number): Float64Array {
  return Float64Array.from({ length: K }, (_, j) => Math.exp(logits[j * K + query]!));
}

/** The softmax over the prompt, summed by feature, into `shares`; returns Σ A_j². */
function attentionShares(shares: Float64Array, weights: Float64Array, counts: Uint16Array, offset: number): number {
  let total = 0;
  for (let j = 0; j < shares.length; j++) {
    shares[j] = counts[offset + j]! * weights[j]!;
    total += shares[j]!;
  }
  let squares = 0;
  for (let j = 0; j < shares.length; j++) {
    shares[j]! /= total;
    squares += shares[j]! ** 2;
  }
  return squares;
}

function drawFeature(probabilities: readonly number[], stream: Stream): number {
  let left = stream.uniform();
  for (let j = 0; j < probabilities.length - 1; j++) {
    left -= probabilities[j]!;
    if (left < 0) return j;
  }
  return probabilities.length - 1;
}
