import type { Stream } from "../../../numerics/index.js";
import type { Tensor, Value } from "../../../tensor/index.js";
import { type AttentionWeights, initAttention, multiHeadAttention } from "./attention.js";
import { type EncoderLayerWeights, initEncoderLayer, type LayerSetting, type StackSizes } from "./encoder.js";
import { feedForward } from "./feed-forward.js";
import { initNorm, type NormWeights } from "./normalisation.js";
import { residual } from "./residual.js";

/** One layer: masked self-attention, attention to the encoder's output, a feed-forward network, each with its norm. */
export type DecoderLayerWeights<Leaf> = EncoderLayerWeights<Leaf> & {
  readonly cross: AttentionWeights<Leaf>;
  readonly crossNorm: NormWeights<Leaf>;
};

/** What the decoder reads besides its own past: the encoder's output (batch × source length × width), and its mask. */
export interface Memory {
  readonly output: Value;
  readonly mask: Value;
}

/** Weights of one layer: maps N(0, 1/inputs), gains 1, biases 0. */
export function initDecoderLayer(stream: Stream, sizes: StackSizes): DecoderLayerWeights<Tensor> {
  return {
    ...initEncoderLayer(stream, sizes),
    cross: initAttention(stream.child("cross"), sizes.width),
    crossNorm: initNorm(sizes.norm, sizes.width),
  };
}

/**
 * Thesis eqs (10)-(13), then the feed-forward network that its text leaves out and Vaswani et al. (§3.1) have.
 * `setting.mask` is the causal one. Rotary positions do not turn the cross-attention: places in two different
 * sequences have no distance.
 */
export function decoderLayer(
  weights: DecoderLayerWeights<Value>,
  x: Value,
  memory: Memory,
  setting: LayerSetting,
): Value {
  const { heads, placement, activation } = setting;
  const a = residual(placement, weights.attentionNorm, x, (seen) =>
    multiHeadAttention(weights.attention, seen, seen, setting),
  );
  const d = residual(placement, weights.crossNorm, a, (seen) =>
    multiHeadAttention(weights.cross, seen, memory.output, { heads, mask: memory.mask }),
  );
  return residual(placement, weights.feedForwardNorm, d, (seen) => feedForward(weights.feedForward, seen, activation));
}
