import type { Stream } from "../../../numerics/index.js";
import type { Tensor, Value } from "../../../tensor/index.js";
import { type AttentionSetting, type AttentionWeights, initAttention, multiHeadAttention } from "./attention.js";
import { type Activation, type FeedForwardWeights, feedForward, initFeedForward } from "./feed-forward.js";
import type { InitialScale } from "./linear.js";
import { initNorm, type NormWeights, norm } from "./normalisation.js";
import { type Placement, residual } from "./residual.js";

/** One layer: self-attention and a feed-forward network, each with its norm. */
export type EncoderLayerWeights<Leaf> = {
  readonly attention: AttentionWeights<Leaf>;
  readonly attentionNorm: NormWeights<Leaf>;
  readonly feedForward: FeedForwardWeights<Leaf>;
  readonly feedForwardNorm: NormWeights<Leaf>;
};

/** Layers in their order; a pre-norm stack ends in one more norm. */
export type StackWeights<Layer, Leaf> = { readonly layers: readonly Layer[]; readonly finalNorm?: NormWeights<Leaf> };

/** The sizes and kinds that make the weights of a stack. */
export interface StackSizes {
  readonly layers: number;
  readonly width: number;
  /** Width between the two layers of the feed-forward network. */
  readonly hidden: number;
  readonly norm: "layer" | "rms";
  readonly placement: Placement;
}

/** How a layer computes: how it looks, where its norms stand, and its non-linearity. */
export interface LayerSetting extends AttentionSetting {
  readonly placement: Placement;
  readonly activation: Activation;
}

/** Weights of one layer: maps N(0, 1/inputs) or as `scale` says, gains 1, biases 0. */
export function initEncoderLayer(
  stream: Stream,
  { width, hidden, norm }: StackSizes,
  scale: InitialScale = {},
): EncoderLayerWeights<Tensor> {
  return {
    attention: initAttention(stream.child("attention"), width, scale),
    attentionNorm: initNorm(norm, width),
    feedForward: initFeedForward(stream.child("feedForward"), [width, hidden], scale),
    feedForwardNorm: initNorm(norm, width),
  };
}

/** A stack of layers made by `initLayer`, each from its own stream. */
export function initStack<Layer>(
  stream: Stream,
  sizes: StackSizes,
  initLayer: (stream: Stream, sizes: StackSizes) => Layer,
): StackWeights<Layer, Tensor> {
  const layers = Array.from({ length: sizes.layers }, (_, i) => initLayer(stream.child("layer", i), sizes));
  return sizes.placement === "pre" ? { layers, finalNorm: initNorm(sizes.norm, sizes.width) } : { layers };
}

/** Z = norm(MHA(E) + E), norm(FNN(Z) + Z) (thesis eqs (1)-(2)), or the pre-norm order; x is batch × length × width. */
export function encoderLayer(weights: EncoderLayerWeights<Value>, x: Value, setting: LayerSetting): Value {
  const { placement, activation } = setting;
  const z = residual(placement, weights.attentionNorm, x, (seen) =>
    multiHeadAttention(weights.attention, seen, seen, setting),
  );
  return residual(placement, weights.feedForwardNorm, z, (seen) => feedForward(weights.feedForward, seen, activation));
}

/** Runs x through a stack: each layer by `apply`, then the last norm where there is one. */
export function runStack<Layer>(
  { layers, finalNorm }: StackWeights<Layer, Value>,
  x: Value,
  apply: (layer: Layer, x: Value) => Value,
): Value {
  const out = layers.reduce((value, layer) => apply(layer, value), x);
  return finalNorm === undefined ? out : norm(finalNorm, out);
}
