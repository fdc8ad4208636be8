import { add, type Tensor, type Value } from "../../../tensor/index.js";
import type { Model } from "../model.js";
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

/** One embedding, one stack, one output head (width × vocabulary). */
export type LanguageModelWeights<Leaf> = {
  readonly embedding: Leaf;
  readonly stack: StackWeights<EncoderLayerWeights<Leaf>, Leaf>;
  readonly head: LinearWeights<Leaf>;
};

/**
 * The two other kinds of thesis §2.2: `causal` makes a decoder-only model, whose position t sees the text up to t
 * (the GPT family); without it an encoder-only model, where every position sees all (the BERT family). Inputs: `tokens`
 * (batch × length, int32), `keep` (batch × length: 1 at a token, 0 at padding). Output: logits, batch × length ×
 * vocabulary: of the next token, or of the token itself, as it is trained (`causalLoss`, `maskedLoss`).
 * @throws InputError where the heads do not fit the width.
 */
export function languageModel(
  config: TransformerConfig & { readonly causal: boolean },
): Model<LanguageModelWeights<Tensor>, readonly [tokens: Value, keep: Value]> {
  checkConfig(config);
  return {
    name: config.causal ? "causal language model" : "masked language model",
    init: (stream) => ({
      embedding: initEmbedding(stream.child("embedding"), config),
      stack: initStack(stream.child("stack"), config, initEncoderLayer),
      head: initLinear(stream.child("head"), [config.width, config.vocabulary], { bias: true }),
    }),
    apply(weights, tokens, keep) {
      const length = tokens.shape[1]!;
      const padding = paddingMask(keep);
      const setting = layerSetting(config, length, config.causal ? add(padding, causalMask(length)) : padding);
      const x = runStack(weights.stack, embed(config, weights.embedding, tokens), (layer, y) =>
        encoderLayer(layer, y, setting),
      );
      return linear(weights.head, x);
    },
  };
}
