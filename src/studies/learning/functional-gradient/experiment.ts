import {
  descendByAttention,
  gramMatrix,
  kernelDescent,
  type Prompt,
  reluSimilarity,
  type Similarity,
  similarityOf,
} from "../../../learning/constructions/index.js";
import { gaussianProcessPredictor } from "../../../learning/predictors/index.js";
import {
  exponentialKernel,
  gaussianKernel,
  type Kernel,
  kernelTask,
  linearKernel,
  type PromptBatch,
  polynomialKernel,
} from "../../../learning/tasks/index.js";
import { matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import type { Stream } from "../../../numerics/random/stream.js";

/** Kernels that generate labels and predict them. */
export const kernelNames = ["linear", "quadratic", "exponential", "Gaussian"] as const;
export type KernelName = (typeof kernelNames)[number];

/** The kernels, the Gaussian one with its length. */
export function kernelsOf(length: number): Record<KernelName, Kernel> {
  return {
    linear: linearKernel,
    quadratic: polynomialKernel({ degree: 2, offset: 1 }),
    exponential: exponentialKernel,
    Gaussian: gaussianKernel({ length }),
  };
}

/** k(x, x) on the unit sphere: a step of its inverse is always stable. */
export const selfSimilarity: Record<KernelName | "ReLU", number> = {
  ...{ linear: 1, quadratic: 4, exponential: Math.E, Gaussian: 1, ReLU: 1 },
};

/** Similarities of attention layers: the kernels, and the ReLU of the dot product, which is none. */
export function similaritiesOf(length: number): Record<KernelName | "ReLU", Similarity> {
  const kernels = kernelsOf(length);
  return {
    linear: similarityOf(kernels.linear),
    quadratic: similarityOf(kernels.quadratic),
    exponential: similarityOf(kernels.exponential),
    Gaussian: similarityOf(kernels.Gaussian),
    ReLU: reluSimilarity,
  };
}

/** Prompts with labels from a Gaussian process: noisy examples, and the query's value without noise. */
export interface ProcessPrompts {
  readonly batch: PromptBatch;
  readonly targets: Float64Array;
}

/** Sizes of {@link drawProcess}. */
export interface ProcessSizes {
  readonly d: number;
  readonly N: number;
  readonly prompts: number;
  readonly noise: number;
}

/** N examples and a query on the unit sphere, labels from the kernel's Gaussian process. */
export function drawProcess(kernel: Kernel, { d, N, prompts, noise }: ProcessSizes, stream: Stream): ProcessPrompts {
  const clean = kernelTask({ kernel, dimension: d }).draw(stream.child("process"), { batch: prompts, points: N + 1 });
  const errors = stream.child("noise").fillNormal(new Float64Array(clean.y.length));
  const y = clean.y.map((value, i) => value + Math.sqrt(noise) * errors[i]!);
  return { batch: { ...clean, y }, targets: clean.y.filter((_, i) => i % (N + 1) === N) };
}

/** The posterior mean at the query of every prompt, under the kernel. */
export function posteriorMeans({ batch }: ProcessPrompts, kernel: Kernel, noise: number): Float64Array {
  const predictions = gaussianProcessPredictor({ kernel, noiseVariance: noise }).predict(batch);
  return predictions.filter((_, i) => i % batch.points === batch.points - 1);
}

/** Mean squared difference from the targets, over their mean square. */
export function normalisedError(predictions: ArrayLike<number>, targets: Float64Array): number {
  let [error, square] = [0, 0];
  targets.forEach((target, i) => {
    error += (predictions[i]! - target) ** 2;
    square += target ** 2;
  });
  return error / square;
}

/** One prompt of a batch. */
export function promptOf({ points, dimension, x, y }: PromptBatch, b: number): Prompt {
  const N = points - 1;
  const inputs = x.slice(b * points * dimension, (b + 1) * points * dimension);
  return {
    X: matrix(N, dimension, inputs.slice(0, N * dimension)),
    y: y.slice(b * points, b * points + N),
    query: inputs.slice(N * dimension),
  };
}

/** The largest difference, over layers, between attention with a similarity and descent over functions. */
export function descentGap(
  prompt: Prompt,
  similarity: Similarity,
  layers: number,
  rate: number,
  algebra: LinearAlgebra,
) {
  const byAttention = descendByAttention(prompt, { eta: rate, layers, similarity }, algebra);
  const plain = kernelDescent(prompt, similarity, { rate, steps: layers });
  return Math.max(...byAttention.map((prediction, l) => Math.abs(prediction - plain[l]!)));
}

/** The predictions after each layer of softmax attention with the same values: e_j ← e_j − Σ_i softmax_i⟨x_i, x_j⟩ y_i. */
export function softmaxPredictions(prompt: Prompt, layers: number, algebra: LinearAlgebra): Float64Array {
  const similarity = similarityOf(exponentialKernel);
  return descendByAttention(prompt, { eta: 1, layers, similarity, normalised: true }, algebra);
}

/** The smallest eigenvalue of the similarities of the prompt's inputs, over the largest. */
export function smallestEigenvalue({ X }: Prompt, similarity: Similarity, algebra: LinearAlgebra): number {
  const spectrum = algebra.eigenvalues(gramMatrix(X, similarity));
  return spectrum[0]! / spectrum.at(-1)!;
}
