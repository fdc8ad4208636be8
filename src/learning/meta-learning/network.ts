import type { Stream } from "../../numerics/random/stream.js";
import { add, expandDims, matmul, relu, squeeze, type Tensor, type Value } from "../../tensor/index.js";

/** A network's layers in order: weights inputs × outputs, biases outputs, or none at all. */
export type NetworkWeights<Leaf> = {
  readonly layers: readonly { readonly weight: Leaf; readonly bias?: Leaf }[];
};

/**
 * A ReLU network from d inputs through `hidden` widths to one output, each weight N(0, 2/inputs) (the last N(0, 1/inputs)),
 * each bias 0. Without hidden widths it is the linear function wᵀx, has no bias, and begins at 0.
 */
export function initNetwork(stream: Stream, d: number, hidden: readonly number[]): NetworkWeights<Tensor> {
  if (hidden.length === 0) return { layers: [{ weight: { data: new Float64Array(d), shape: [d, 1] } }] };
  const widths = [d, ...hidden, 1];
  const layers = widths.slice(1).map((outputs, l) => {
    const inputs = widths[l]!;
    const sd = Math.sqrt((l === hidden.length ? 1 : 2) / inputs);
    const data = stream
      .child(l)
      .fillNormal(new Float64Array(inputs * outputs))
      .map((value) => sd * value);
    return {
      weight: { data, shape: [inputs, outputs] },
      bias: { data: new Float64Array(outputs), shape: [outputs] },
    };
  });
  return { layers };
}

/**
 * The predictions of one network a task: every leaf has the task as a first axis, xs is tasks × examples × d, and the
 * result tasks × examples.
 */
export function predictEach({ layers }: NetworkWeights<Value>, xs: Value): Value {
  const last = layers.length - 1;
  const out = layers.reduce((x, { weight, bias }, l) => {
    const linear = matmul(x, weight);
    const shifted = bias ? add(linear, expandDims(bias, 1)) : linear;
    return l < last ? relu(shifted) : shifted;
  }, xs);
  return squeeze(out, [2]);
}
