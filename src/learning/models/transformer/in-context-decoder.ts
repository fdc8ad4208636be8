import { invalid, type Stream } from "../../../numerics/index.js";
import { add, expandDims, pad, reshape, slice, stack, type Tensor, type Value } from "../../../tensor/index.js";
import { normalTensor } from "../initial-weights.js";
import type { SequenceModel } from "../model.js";
import {
  type EncoderLayerWeights,
  encoderLayer,
  initEncoderLayer,
  initStack,
  runStack,
  type StackWeights,
} from "./encoder.js";
import type { Activation } from "./feed-forward.js";
import { initLinear, type LinearWeights, linear } from "./linear.js";
import { causalMask } from "./masks.js";

/** The decoder of Garg et al. (arXiv:2208.01066): a GPT-2 that reads numbers. */
export interface InContextDecoderConfig {
  /** Dimension of x. */
  readonly d: number;
  /** The most pairs (x, y) in a prompt. */
  readonly points: number;
  readonly width: number;
  readonly layers: number;
  /** Heads of attention; they divide the width. */
  readonly heads: number;
  /**
   * The standard deviation of the maps between widths at first, 1/√width unless given. GPT-2 and Garg et al. have 0.02,
   * at widths of 256 and more; at width 64 that leaves a plateau of thousands of steps before anything is learnt.
   */
  readonly initialSd?: number;
  /** GELU unless given, as in GPT-2; ReLU, where a step's time counts: GELU and its gradient cost as much as the rest. */
  readonly activation?: Activation;
}

/** Maps into and out of the width, learned positions (2·points × width), and the layers. */
export type InContextDecoderWeights<Leaf> = {
  readonly readIn: LinearWeights<Leaf>;
  readonly positions: Leaf;
  readonly stack: StackWeights<EncoderLayerWeights<Leaf>, Leaf>;
  readonly readOut: LinearWeights<Leaf>;
};

/**
 * Reads x₁, y₁, x₂, y₂, … (each y in the first of d coordinates, zeros after) and predicts y at every x; pre-norm,
 * causal, GELU, learned positions, feed-forward of 4 widths. Weights begin as GPT-2's (Radford et al. 2019) but for
 * `initialSd`: N(0, initialSd²), the maps that add to the residual stream divided by √(2·layers), positions N(0, 0.02²),
 * biases 0; the maps in and out have the variance of PyTorch's linear layers, 1/(3·inputs), as in the authors' code.
 * @throws InputError where the heads do not divide the width; when applied, where a prompt is too long.
 */
export function inContextDecoder(config: InContextDecoderConfig): SequenceModel<InContextDecoderWeights<Tensor>> {
  const { d, points, width, heads, activation = "gelu" } = config;
  if (width % heads !== 0) throw invalid("heads", heads, `a divisor of the width ${width}`);
  return {
    name: `GPT (${config.layers} layers, width ${width})`,
    init: (stream) => ({
      readIn: initLinear(stream.child("readIn"), [d, width], { bias: true, sd: Math.sqrt(1 / (3 * d)) }),
      positions: normalTensor(stream.child("positions"), [2 * points, width], 0.02),
      stack: initLayers(stream.child("stack"), config),
      readOut: initLinear(stream.child("readOut"), [width, 1], { bias: true, sd: Math.sqrt(1 / (3 * width)) }),
    }),
    apply(weights, xs, ys) {
      const [batch, count] = xs.shape;
      if (count > points) throw invalid("points of the prompt", count, `at most ${points}, for which this was made`);
      const places = slice(weights.positions, [0, 0], [2 * count, width]);
      const embedded = add(linear(weights.readIn, interleave(xs, ys)), places);
      const setting = { heads, placement: "pre", activation, mask: causalMask(2 * count) } as const;
      const read = runStack(weights.stack, embedded, (layer, x) => encoderLayer(layer, x, setting));
      const atPoints = slice(reshape(read, [batch, count, 2, width]), [0, 0, 0], [batch, count, 1]);
      return reshape(linear(weights.readOut, atPoints), [batch, count]);
    },
  };
}

function initLayers(
  stream: Stream,
  { layers, width, initialSd = 1 / Math.sqrt(width) }: InContextDecoderConfig,
): InContextDecoderWeights<Tensor>["stack"] {
  const sizes = { layers, width, hidden: 4 * width, norm: "layer", placement: "pre" } as const;
  const scale = { bias: true, sd: initialSd, residualSd: initialSd / Math.sqrt(2 * layers) };
  return initStack(stream, sizes, (own) => initEncoderLayer(own, sizes, scale));
}

/** xs (batch × points × d) and ys (batch × points) to x₁, (y₁, 0 … 0), x₂, … (batch × 2·points × d). */
function interleave(xs: Value, ys: Value): Value {
  const [batch, count, d] = xs.shape;
  const padded = pad(expandDims(ys, 2), [
    [0, 0],
    [0, 0],
    [0, d - 1],
  ]);
  return reshape(stack([xs, padded], 2), [batch, 2 * count, d]);
}
