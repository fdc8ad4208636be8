import type { Stream } from "../../../numerics/index.js";
import { gelu, relu, type Tensor, type Value } from "../../../tensor/index.js";
import { type InitialScale, initLinear, type LinearWeights, linear, residualScale } from "./linear.js";

/** The two layers of the network that is applied to each position by itself. */
export type FeedForwardWeights<Leaf> = { readonly up: LinearWeights<Leaf>; readonly down: LinearWeights<Leaf> };

/** The non-linearity σ between the two layers; GELU in its tanh form (Hendrycks and Gimpel, arXiv:1606.08415). */
export type Activation = "relu" | "gelu";

/** Weights N(0, 1/inputs) or as `scale` says; biases 0. */
export function initFeedForward(
  stream: Stream,
  [width, hidden]: readonly [width: number, hidden: number],
  scale: InitialScale = {},
): FeedForwardWeights<Tensor> {
  return {
    up: initLinear(stream.child("up"), [width, hidden], { ...scale, bias: true }),
    down: initLinear(stream.child("down"), [hidden, width], { ...residualScale(scale), bias: true }),
  };
}

/** σ(x W₁ + b₁) W₂ + b₂ (thesis eq. (6)). */
export function feedForward({ up, down }: FeedForwardWeights<Value>, x: Value, activation: Activation): Value {
  const inner = linear(up, x);
  return linear(down, activation === "relu" ? relu(inner) : gelu(inner));
}
