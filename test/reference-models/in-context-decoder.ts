import type { InContextDecoderConfig, InContextDecoderWeights } from "../../src/learning/index.js";
import type { Tensor } from "../../src/tensor/index.js";
import { plus, type Rows, rowsOf } from "./arrays.js";
import { referenceLinear } from "./blocks.js";
import { encoderLayer, finish } from "./transformer.js";

/** The predictions of one prompt at every x: `xs` has a row a point, `ys` a number a point. */
export function referenceInContextDecoder(
  config: InContextDecoderConfig,
  weights: InContextDecoderWeights<Tensor>,
  xs: Rows,
  ys: number[],
): number[] {
  const sequence: Rows = [];
  xs.forEach((x, i) => {
    sequence.push(x);
    sequence.push(x.map((_, k) => (k === 0 ? ys[i]! : 0)));
  });
  const positions = rowsOf(weights.positions);
  let hidden = plus(
    referenceLinear(weights.readIn, sequence),
    sequence.map((_, i) => positions[i]!),
  );
  const setting = { heads: config.heads, positions: "sinusoidal", placement: "pre", activation: "gelu" } as const;
  for (const layer of weights.stack.layers) hidden = encoderLayer(setting, layer, hidden, (i, j) => j <= i);
  const read = referenceLinear(weights.readOut, finish(weights.stack.finalNorm, hidden));
  return xs.map((_, i) => read[2 * i]![0]!);
}
