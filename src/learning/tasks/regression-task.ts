import { invalid } from "../../numerics/errors.js";
import type { Stream } from "../../numerics/random/stream.js";
import { gaussianInputs, type InputLaw } from "./inputs.js";
import type { DrawOptions, PromptBatch, Task } from "./task.js";

/** Draws a function of the class and fills its values y (points) at the inputs x (points × d) of one prompt. */
export type LabelLaw = (stream: Stream, x: Float64Array, y: Float64Array) => void;

/** What a regression task consists of. */
export interface RegressionTaskParts {
  readonly name: string;
  readonly dimension: number;
  /** E f(x)² without the noise. */
  readonly labelVariance: number;
  readonly labels: LabelLaw;
  /** N(0, I) unless told. */
  readonly inputs?: InputLaw;
  /** Variance of the Gaussian noise added to each label; 0 unless told. */
  readonly noiseVariance?: number;
}

/**
 * A task from a law of inputs and a law of functions. Prompt b depends on the stream and b alone, and for all laws of this
 * room whose query is not special its first points are the same whatever `points` is.
 * @throws InputError for a dimension that is no integer ≥ 1 or a negative noise variance; from `draw`, for its sizes.
 */
export function regressionTask(parts: RegressionTaskParts): Task {
  const { name, dimension, labelVariance, noiseVariance = 0 } = parts;
  requireCount("dimension", dimension);
  if (!(noiseVariance >= 0)) throw invalid("noise variance", noiseVariance, "a number of at least 0");
  return { name, dimension, labelVariance, draw: (stream, options) => drawPrompts(parts, stream, options) };
}

function drawPrompts(parts: RegressionTaskParts, stream: Stream, options: DrawOptions): PromptBatch {
  const { dimension, labels, inputs = gaussianInputs, noiseVariance = 0 } = parts;
  const { batch, points, activeDimensions = dimension } = options;
  for (const [name, value] of Object.entries({ batch, points, activeDimensions })) requireCount(name, value);
  const x = new Float64Array(batch * points * dimension);
  const y = new Float64Array(batch * points);
  for (let b = 0; b < batch; b++) {
    const prompt = stream.child(b);
    const promptX = x.subarray(b * points * dimension, (b + 1) * points * dimension);
    const promptY = y.subarray(b * points, (b + 1) * points);
    inputs(prompt.child("x"), promptX, dimension);
    silence(promptX, dimension, activeDimensions);
    labels(prompt.child("function"), promptX, promptY);
    if (noiseVariance > 0) addNoise(prompt.child("noise"), promptY, Math.sqrt(noiseVariance));
  }
  return { batch, points, dimension, x, y };
}

/** Sets the coordinates from `active` on to zero. */
function silence(x: Float64Array, dimension: number, active: number): void {
  if (active >= dimension) return;
  for (let from = 0; from < x.length; from += dimension) x.fill(0, from + active, from + dimension);
}

function addNoise(stream: Stream, y: Float64Array, deviation: number): void {
  for (let i = 0; i < y.length; i++) y[i]! += deviation * stream.normal();
}

/** @throws InputError unless the value is an integer of at least 1. */
export function requireCount(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) throw invalid(name, value, "an integer of at least 1");
}

/** y = Xw for the inputs X (points × d, row-major). */
export function applyWeights(x: Float64Array, w: Float64Array, y: Float64Array): void {
  const d = w.length;
  for (let n = 0; n < y.length; n++) {
    let sum = 0;
    for (let i = 0; i < d; i++) sum += w[i]! * x[n * d + i]!;
    y[n] = sum;
  }
}
