import type { Tensor, Value } from "../../../tensor/index.js";
import type { Model } from "../model.js";
import { type DecoderLayerWeights, decoderLayer, initDecoderLayer } from "./decoder.js";
import {
  type EncoderLayerWeights,
  encoderLayer,
  initEncoderLayer,
  initStack,
  runStack,
  type StackWeights,
} from "./encoder.js";
import { initLinear, type LinearWeights, linear } from "./linear.js";
import { causalMask, paddingMask } from "./masks.js";
import { checkConfig, embed, initEmbedding, layerSetting, type TransformerConfig } from "./transformer-config.js";

/** An encoder and a decoder, with an embedding each and one output head (width × vocabulary). */
export type EncoderDecoderWeights<Leaf> = {
  readonly sourceEmbedding: Leaf;
  readonly targetEmbedding: Leaf;
  readonly encoder: StackWeights<EncoderLayerWeights<Leaf>, Leaf>;
  readonly decoder: StackWeights<DecoderLayerWeights<Leaf>, Leaf>;
  readonly head: LinearWeights<Leaf>;
};

/**
 * The whole transformer of thesis §2.1 (Vaswani et al., arXiv:1706.03762). Inputs: `source` (batch × S, int32),
 * `target` (batch × T, int32), `keep` (batch × S: 1 at a token of the source, 0 at padding). Output: the logits whose
 * softmax is eq. (14), batch × T × vocabulary; those of position t depend on the source and the target up to t.
 * @throws InputError where the heads do not fit the width.
 */
export function encoderDecoder(
  config: TransformerConfig,
): Model<EncoderDecoderWeights<Tensor>, readonly [source: Value, target: Value, keep: Value]> {
  checkConfig(config);
  return {
    name: "encoder-decoder transformer",
    init: (stream) => ({
      sourceEmbedding: initEmbedding(stream.child("sourceEmbedding"), config),
      targetEmbedding: initEmbedding(stream.child("targetEmbedding"), config),
      encoder: initStack(stream.child("encoder"), config, initEncoderLayer),
      decoder: initStack(stream.child("decoder"), config, initDecoderLayer),
      head: initLinear(stream.child("head"), [config.width, config.vocabulary], { bias: true }),
    }),
    apply(weights, source, target, keep) {
      const mask = paddingMask(keep);
      const reading = layerSetting(config, source.shape[1]!, mask);
      const output = runStack(weights.encoder, embed(config, weights.sourceEmbedding, source), (layer, x) =>
        encoderLayer(layer, x, reading),
      );
      const length = target.shape[1]!;
      const writing = layerSetting(config, length, causalMask(length));
      const x = runStack(weights.decoder, embed(config, weights.targetEmbedding, target), (layer, y) =>
        decoderLayer(layer, y, { output, mask }, writing),
      );
      return linear(weights.head, x);
    },
  };
}
