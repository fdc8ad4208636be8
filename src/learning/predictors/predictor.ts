import type { PromptBatch } from "../tasks/task.js";

/** A predictor that learns from the examples of a prompt alone. */
export interface Predictor {
  readonly name: string;
  /** batch × points predictions: at position k, of y_k from x_k and the k examples before it. */
  predict(prompts: PromptBatch): Float64Array;
}

/** One prompt of a batch. */
export interface Prompt {
  readonly dimension: number;
  readonly points: number;
  /** points × d. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A learner fed one example after the other; one is made for each prompt. */
export interface OnlineLearner {
  /** The prediction at x (d) from the examples so far. */
  predict(x: Float64Array): number;
  /** Takes an example. */
  learn(x: Float64Array, y: number): void;
}

/** A predictor that goes through each prompt with a fresh learner. `start` is told d and the number of points. */
export function onlinePredictor(name: string, start: (dimension: number, points: number) => OnlineLearner): Predictor {
  return promptPredictor(name, ({ dimension, points, x, y }, predictions) => {
    const learner = start(dimension, points);
    for (let k = 0; k < points; k++) {
      const input = x.subarray(k * dimension, (k + 1) * dimension);
      predictions[k] = learner.predict(input);
      learner.learn(input, y[k]!);
    }
  });
}

/** A predictor that fills the predictions of one prompt at a time. */
export function promptPredictor(name: string, fill: (prompt: Prompt, predictions: Float64Array) => void): Predictor {
  return {
    name,
    predict({ batch, points, dimension, x, y }) {
      const predictions = new Float64Array(batch * points);
      for (let b = 0; b < batch; b++) {
        const [from, to] = [b * points, (b + 1) * points];
        const prompt = { dimension, points, x: x.subarray(from * dimension, to * dimension), y: y.subarray(from, to) };
        fill(prompt, predictions.subarray(from, to));
      }
      return predictions;
    },
  };
}

/** aᵀb over the length of `a`. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
