import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { dot } from "./attention-layer.js";

/** An input and the output wanted. */
export interface Example {
  readonly input: Float64Array;
  readonly target: Float64Array;
}

/** What gradient descent did to a linear layer: its start and, for each step, what it added, value ⊗ key. */
export interface LayerTrace {
  /** W_0, outputs × inputs. */
  readonly start: Matrix;
  /** The layer's input at each step. */
  readonly keys: Float64Array[];
  /** −rate · ∂L/∂(the layer's output) at each step. */
  readonly values: Float64Array[];
}

/** A network of linear layers with ReLU between them, trained. */
export interface TrainedNetwork {
  readonly weights: readonly Matrix[];
  readonly traces: readonly LayerTrace[];
}

/**
 * Trains a network of linear layers with ReLU between them on ½|output − target|², one step for each example in turn, and
 * keeps what every step added.
 *
 * @param start the weights, each outputs × inputs; not modified.
 */
export function trainNetwork(start: readonly Matrix[], examples: readonly Example[], rate: number): TrainedNetwork {
  const weights = start.map(copy);
  const traces = start.map((matrix) => ({ start: copy(matrix), keys: [], values: [] }) as LayerTrace);
  for (const { input, target } of examples) {
    const inputs = layerInputs(weights, input);
    let gradient = apply(weights.at(-1)!, inputs.at(-1)!).map((value, a) => value - target[a]!);
    for (let l = weights.length - 1; l >= 0; l--) {
      const [key, value] = [inputs[l]!, gradient.map((slope) => -rate * slope)];
      traces[l]!.keys.push(key);
      traces[l]!.values.push(value);
      // Backwards through the layer before it is changed, and through the ReLU that made its input.
      gradient = applyTransposed(weights[l]!, gradient).map((slope, a) => (key[a]! > 0 ? slope : 0));
      addOuter(weights[l]!, value, key);
    }
  }
  return { weights, traces };
}

/** The network's output in the ordinary, primal form: W_l x in every layer. */
export function primalOutput(weights: readonly Matrix[], input: Float64Array): Float64Array {
  return apply(weights.at(-1)!, layerInputs(weights, input).at(-1)!);
}

/** An output in the dual form, and how every layer attended to the steps of its training. */
export interface DualOutput {
  readonly output: Float64Array;
  /** For each layer the attention ⟨k_t, x⟩ to each step t. */
  readonly attention: readonly Float64Array[];
}

/**
 * The network's output in the dual form, without its trained weights: in every layer W_0 x + Σ_t ⟨k_t, x⟩ e_t, linear
 * attention over the steps of training.
 *
 * Source: Irie, Csordás and Schmidhuber 2022 (arXiv:2202.05798), eq. (4).
 */
export function dualOutput(traces: readonly LayerTrace[], input: Float64Array): DualOutput {
  const attention: Float64Array[] = [];
  let x = input;
  let output = input;
  traces.forEach(({ start, keys, values }, l) => {
    if (l > 0) x = output.map(relu);
    const scores = Float64Array.from(keys, (key) => dot(key, x));
    output = apply(start, x);
    values.forEach((value, t) => {
      for (let a = 0; a < output.length; a++) output[a]! += scores[t]! * value[a]!;
    });
    attention.push(scores);
  });
  return { output, attention };
}

/** The input of every layer: the network's own, then ReLU of what the layer before gives. */
function layerInputs(weights: readonly Matrix[], input: Float64Array): Float64Array[] {
  const inputs = [input];
  for (const layer of weights.slice(0, -1)) inputs.push(apply(layer, inputs.at(-1)!).map(relu));
  return inputs;
}

function relu(value: number): number {
  return Math.max(0, value);
}

function copy({ rows, columns, data }: Matrix): Matrix {
  return matrix(rows, columns, data.slice());
}

function apply(weights: Matrix, x: Float64Array): Float64Array {
  return Float64Array.from({ length: weights.rows }, (_, i) => dot(rowOf(weights, i), x));
}

function applyTransposed(weights: Matrix, x: Float64Array): Float64Array {
  const result = new Float64Array(weights.columns);
  for (let i = 0; i < weights.rows; i++) {
    const row = rowOf(weights, i);
    for (let j = 0; j < result.length; j++) result[j]! += x[i]! * row[j]!;
  }
  return result;
}

function addOuter(weights: Matrix, value: Float64Array, key: Float64Array): void {
  for (let i = 0; i < weights.rows; i++) {
    const row = rowOf(weights, i);
    for (let j = 0; j < key.length; j++) row[j]! += value[i]! * key[j]!;
  }
}
