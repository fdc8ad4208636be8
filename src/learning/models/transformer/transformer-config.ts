import type { Stream } from "../../../numerics/index.js";
import { invalid } from "../../../numerics/index.js";
import { add, constant, type Tensor, take, type Value } from "../../../tensor/index.js";
import { normalTensor } from "../initial-weights.js";
import type { LayerSetting, StackSizes } from "./encoder.js";
import type { Activation } from "./feed-forward.js";
import { rotaryPositions, sinusoidalPositions } from "./positions.js";

/** A transformer of chapter 2 of the thesis; every choice that it names is here. */
export interface TransformerConfig extends StackSizes {
  /** Words known; tokens are whole numbers below it. */
  readonly vocabulary: number;
  /** Heads of attention; they divide the width (with rotary positions into even parts). */
  readonly heads: number;
  readonly activation: Activation;
  /** Sines added to the embedding, or rotations of queries and keys. */
  readonly positions: "sinusoidal" | "rotary";
}

/** @throws InputError where the heads do not divide the width, or rotary heads are odd. */
export function checkConfig({ width, heads, positions }: TransformerConfig): void {
  const size = width / heads;
  if (!Number.isInteger(size)) throw invalid("heads", heads, `a divisor of the width ${width}`);
  if (positions === "rotary" && size % 2 === 1) throw invalid("heads", heads, `even heads of the width ${width}`);
}

/** vocabulary × width, N(0, 1): the size of the sines that are added to it. */
export function initEmbedding(stream: Stream, { vocabulary, width }: TransformerConfig): Tensor {
  return normalTensor(stream, [vocabulary, width], 1);
}

/** x_i = v_i + p_i (thesis §2.1.1): tokens (batch × length, int32) to batch × length × width. */
export function embed({ positions, width }: TransformerConfig, table: Value, tokens: Value): Value {
  const [, length] = tokens.shape;
  const vectors = take(table, tokens, 0);
  return positions === "sinusoidal" ? add(vectors, constant(sinusoidalPositions(length, width))) : vectors;
}

/** How the layers of `config` compute on a sequence of `length` tokens under a mask. */
export function layerSetting(config: TransformerConfig, length: number, mask: Value): LayerSetting {
  const { heads, placement, activation, positions, width } = config;
  const rotate = positions === "rotary" ? rotaryPositions(length, width / heads) : undefined;
  return { heads, placement, activation, mask, rotate };
}
