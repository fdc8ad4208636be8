import type {
  DecoderLayerWeights,
  EncoderDecoderWeights,
  EncoderLayerWeights,
  LanguageModelWeights,
  NormWeights,
  TransformerConfig,
} from "../../src/learning/index.js";
import type { Tensor } from "../../src/tensor/index.js";
import { plus, type Rows, rowsOf } from "./arrays.js";
import {
  referenceAttention,
  referenceFeedForward,
  referenceLinear,
  referenceNorm,
  referenceSinusoid,
} from "./blocks.js";

type Visible = (queryPosition: number, keyPosition: number) => boolean;

/** The logits (target length × vocabulary) of one pair of sentences; `keep[j]` is false where the source is padding. */
export function referenceEncoderDecoder(
  config: TransformerConfig,
  weights: EncoderDecoderWeights<Tensor>,
  [source, target, keep]: readonly [number[], number[], boolean[]],
): Rows {
  let memory = referenceEmbedding(config, weights.sourceEmbedding, source);
  for (const layer of weights.encoder.layers) memory = encoderLayer(config, layer, memory, (_, j) => keep[j]!);
  memory = finish(weights.encoder.finalNorm, memory);
  let x = referenceEmbedding(config, weights.targetEmbedding, target);
  for (const layer of weights.decoder.layers) x = decoderLayer(config, layer, x, { memory, keep });
  return referenceLinear(weights.head, finish(weights.decoder.finalNorm, x));
}

/** The logits (length × vocabulary) of one text; a causal model sees the past alone, a masked one all that is kept. */
export function referenceLanguageModel(
  config: TransformerConfig,
  weights: LanguageModelWeights<Tensor>,
  [tokens, keep]: readonly [number[], boolean[]],
  causal: boolean,
): Rows {
  const visible: Visible = (i, j) => keep[j]! && (!causal || j <= i);
  let x = referenceEmbedding(config, weights.embedding, tokens);
  for (const layer of weights.stack.layers) x = encoderLayer(config, layer, x, visible);
  return referenceLinear(weights.head, finish(weights.stack.finalNorm, x));
}

/** −mean log-probability of `targets` over the positions that count, in nats. */
export function referenceCrossEntropy(logits: Rows, targets: number[], counts: boolean[]): number {
  let total = 0;
  let count = 0;
  logits.forEach((row, i) => {
    if (!counts[i]) return;
    const largest = Math.max(...row);
    const normaliser = row.reduce((sum, value) => sum + Math.exp(value - largest), 0);
    total -= row[targets[i]!]! - largest - Math.log(normaliser);
    count += 1;
  });
  return total / count;
}

function referenceEmbedding(config: TransformerConfig, table: Tensor, tokens: number[]): Rows {
  const rows = rowsOf(table);
  const vectors = tokens.map((token) => rows[token]!);
  return config.positions === "sinusoidal" ? plus(vectors, referenceSinusoid(tokens.length, config.width)) : vectors;
}

/** One layer of thesis eqs (1)-(2), or its pre-norm form x + f(norm(x)). */
export function encoderLayer(
  config: Pick<TransformerConfig, "heads" | "positions" | "placement" | "activation">,
  weights: EncoderLayerWeights<Tensor>,
  x: Rows,
  visible: Visible,
): Rows {
  const setting = { heads: config.heads, visible, rotary: config.positions === "rotary" };
  if (config.placement === "post") {
    const z = referenceNorm(weights.attentionNorm, plus(referenceAttention(weights.attention, x, x, setting), x));
    return referenceNorm(
      weights.feedForwardNorm,
      plus(referenceFeedForward(weights.feedForward, z, config.activation), z),
    );
  }
  const seen = referenceNorm(weights.attentionNorm, x);
  const z = plus(x, referenceAttention(weights.attention, seen, seen, setting));
  const inner = referenceNorm(weights.feedForwardNorm, z);
  return plus(z, referenceFeedForward(weights.feedForward, inner, config.activation));
}

/** One layer of thesis eqs (10)-(13) followed by the feed-forward network of Vaswani et al. */
function decoderLayer(
  config: TransformerConfig,
  weights: DecoderLayerWeights<Tensor>,
  x: Rows,
  { memory, keep }: { memory: Rows; keep: boolean[] },
): Rows {
  const own = { heads: config.heads, visible: (i: number, j: number) => j <= i, rotary: config.positions === "rotary" };
  const across = { heads: config.heads, visible: (_: number, j: number) => keep[j]!, rotary: false };
  if (config.placement === "post") {
    const a = referenceNorm(weights.attentionNorm, plus(referenceAttention(weights.attention, x, x, own), x));
    const d = referenceNorm(weights.crossNorm, plus(referenceAttention(weights.cross, a, memory, across), a));
    return referenceNorm(
      weights.feedForwardNorm,
      plus(referenceFeedForward(weights.feedForward, d, config.activation), d),
    );
  }
  const seen = referenceNorm(weights.attentionNorm, x);
  const a = plus(x, referenceAttention(weights.attention, seen, seen, own));
  const d = plus(a, referenceAttention(weights.cross, referenceNorm(weights.crossNorm, a), memory, across));
  const inner = referenceNorm(weights.feedForwardNorm, d);
  return plus(d, referenceFeedForward(weights.feedForward, inner, config.activation));
}

/** A pre-norm stack ends in one more norm. */
export function finish(weights: NormWeights<Tensor> | undefined, x: Rows): Rows {
  return weights === undefined ? x : referenceNorm(weights, x);
}
