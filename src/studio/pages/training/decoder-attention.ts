import { encoderLayer, runStack } from "../../../learning/models/transformer/encoder.js";
import type { InContextDecoderWeights } from "../../../learning/models/transformer/in-context-decoder.js";
import { linear } from "../../../learning/models/transformer/linear.js";
import { causalMask } from "../../../learning/models/transformer/masks.js";
import { add, matmul, mul, slice, softmax, swapaxes, type Tensor, type Value } from "../../../tensor/index.js";

/**
 * The attention of every layer of the in-context decoder on one prompt: for each, heads × tokens × tokens, a row for each
 * query. The layers are the model's own; their queries and keys are caught on the way.
 *
 * `tokens` is 1 × tokens × d, as {@link tokensOf} makes them.
 */
export function decoderShares(
  weights: InContextDecoderWeights<Value>,
  tokens: Value,
  heads: number,
): { readonly shares: Value[]; readonly output: Value } {
  const count = tokens.shape[1]!;
  const width = weights.positions.shape[1]!;
  const caught: Value[] = [];
  const mask = causalMask(count);
  const rotate = (part: Value) => {
    caught.push(part);
    return part;
  };
  const setting = { heads, placement: "pre", activation: "relu", mask, rotate } as const;
  const places = slice(weights.positions, [0, 0], [count, width]);
  const read = runStack(weights.stack, add(linear(weights.readIn, tokens), places), (layer, x) =>
    encoderLayer(layer, x, setting),
  );
  const shares = weights.stack.layers.map((_, layer) => {
    const [queries, keys] = [caught[2 * layer]!, caught[2 * layer + 1]!];
    const scores = mul(matmul(queries, swapaxes(keys, -1, -2)), 1 / Math.sqrt(width / heads));
    return softmax(add(scores, mask), -1);
  });
  return { shares, output: linear(weights.readOut, read) };
}

/** x₁, (y₁, 0, …), x₂, … of one prompt: 1 × 2·points × d. */
export function tokensOf(x: Float64Array, y: Float64Array): Tensor {
  const points = y.length;
  const d = x.length / points;
  const data = new Float64Array(2 * points * d);
  for (let k = 0; k < points; k++) {
    data.set(x.subarray(k * d, (k + 1) * d), 2 * k * d);
    data[(2 * k + 1) * d] = y[k]!;
  }
  return { data, shape: [1, 2 * points, d] };
}
