import type { Stream } from "../../numerics/random/stream.js";
import { mean } from "../../numerics/statistics/moments.js";

/**
 * The error of one softmax layer with weights Q = βI on in-context linear regression with Gaussian inputs: the mean of
 * ‖Σ a_i x_i − x_q‖²/d with a = softmax(β⟨x_i, x_q⟩), which is E(ŷ − y)²/E y² over w ~ N(0, I). By rotation invariance
 * gradient descent from 0 never leaves Q = βI, so its least value over β bounds what training can reach.
 *
 * @param betas Values of β, evaluated on the same prompts.
 * @returns the error at each β.
 */
export function softmaxRegressionErrors(
  betas: readonly number[],
  { d, N, prompts }: { readonly d: number; readonly N: number; readonly prompts: number },
  stream: Stream,
): number[] {
  const inputs = new Float64Array(N * d);
  const query = new Float64Array(d);
  const errors: number[][] = betas.map(() => []);
  const products = new Float64Array(N);
  for (let prompt = 0; prompt < prompts; prompt++) {
    stream.fillNormal(inputs);
    stream.fillNormal(query);
    for (let i = 0; i < N; i++) products[i] = dotAt(inputs, i * d, query);
    betas.forEach((beta, b) => {
      errors[b]!.push(smoothingError(inputs, query, products, beta));
    });
  }
  return errors.map(mean);
}

/** ‖Σ softmax(β products)_i x_i − x_q‖²/d. */
function smoothingError(inputs: Float64Array, query: Float64Array, products: Float64Array, beta: number): number {
  const d = query.length;
  const largest = products.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const center = new Float64Array(d);
  let total = 0;
  for (let i = 0; i < products.length; i++) {
    const weight = Math.exp(beta * (products[i]! - largest));
    total += weight;
    for (let c = 0; c < d; c++) center[c]! += weight * inputs[i * d + c]!;
  }
  let error = 0;
  for (let c = 0; c < d; c++) error += (center[c]! / total - query[c]!) ** 2;
  return error / d;
}

function dotAt(values: Float64Array, offset: number, x: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < x.length; c++) sum += values[offset + c]! * x[c]!;
  return sum;
}
