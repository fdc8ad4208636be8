import { describe, expect, it } from "vitest";
import { deviation, gradientDeviation } from "../../../../test/reference-models/check-gradient.js";
import { perturbed } from "../../../../test/reference-models/perturbed.js";
import { referenceCrossEntropy, referenceEncoderDecoder } from "../../../../test/reference-models/transformer.js";
import { rootStream } from "../../../numerics/index.js";
import { type Mapped, program, type Tensor, type Value, valueAndGrad } from "../../../tensor/index.js";
import { type EncoderDecoderWeights, encoderDecoder } from "./encoder-decoder.js";
import { crossEntropy } from "./objectives.js";
import type { TransformerConfig } from "./transformer-config.js";

const stream = rootStream(4).child("encoder-decoder");
const sizes = { vocabulary: 7, width: 12, heads: 2, hidden: 10, layers: 2 };
const kinds: Record<string, TransformerConfig> = {
  "Vaswani's: post-norm, LayerNorm, ReLU, sines": {
    ...sizes,
    ...({ norm: "layer", placement: "post", activation: "relu", positions: "sinusoidal" } as const),
  },
  "today's: pre-norm, RMSNorm, GELU, rotary": {
    ...sizes,
    ...({ norm: "rms", placement: "pre", activation: "gelu", positions: "rotary" } as const),
  },
};

const sources = [
  [3, 1, 4, 1, 5],
  [2, 6, 5, 0, 0],
];
const kept = [
  [1, 1, 1, 1, 1],
  [1, 1, 1, 0, 0],
];
const targets = [
  [6, 2, 0, 4],
  [5, 3, 1, 1],
];
const labels = [
  [2, 0, 4, 6],
  [3, 1, 1, 0],
];
const counted = [
  [1, 1, 1, 1],
  [1, 1, 0, 0],
];
const whole = (rows: number[][]): Tensor => ({ data: Int32Array.from(rows.flat()), shape: [2, rows[0]!.length] });
const flags = (rows: number[][]): Tensor => ({ data: Float64Array.from(rows.flat()), shape: [2, rows[0]!.length] });
const inputs = [whole(sources), whole(targets), flags(kept)] as const;

describe.each(Object.entries(kinds))("the encoder-decoder, %s", (kind, config) => {
  const model = encoderDecoder(config);
  const weights = perturbed(model.init(stream.child(kind)), stream.child(kind, "noise"));
  const logitsOf = (own: EncoderDecoderWeights<Tensor>) =>
    sources.map((source, k) =>
      referenceEncoderDecoder(config, own, [source, targets[k]!, kept[k]!.map((flag) => flag === 1)]),
    );

  it.each([
    ["float64", 1e-10],
    ["float32", 1e-5],
  ] as const)("has the logits of plain loops, in %s", async (dtype, tolerance) => {
    const { data, shape } = await program(model.apply, { dtype }).run(weights, ...inputs);
    expect(shape).toEqual([2, 4, 7]);
    expect(deviation(data, logitsOf(weights).flat(2))).toBeLessThan(tolerance);
  });

  it("has the gradient of the cross-entropy that central differences of the loops have", async () => {
    const loss = (
      own: Mapped<typeof weights, Value>,
      batch: readonly [Value, Value, Value],
      next: Value,
      counts: Value,
    ) => crossEntropy(model.apply(own, ...batch), next, counts);
    const compiled = program(valueAndGrad(loss), { dtype: "float64" });
    const [value, gradient] = await compiled.run(weights, inputs, whole(labels), flags(counted));
    const plain = (own: typeof weights) =>
      referenceCrossEntropy(
        logitsOf(own).flat(),
        labels.flat(),
        counted.flat().map((flag) => flag === 1),
      );
    expect(Math.abs(value.data[0]! - plain(weights))).toBeLessThan(1e-10);
    expect(gradientDeviation(plain, { weights, gradient, stream: stream.child(kind, "directions") })).toBeLessThan(
      1e-9,
    );
  });
});

describe("what the encoder-decoder sees", () => {
  const config = kinds["today's: pre-norm, RMSNorm, GELU, rotary"]!;
  const model = encoderDecoder(config);
  const weights = model.init(stream.child("sight"));
  const run = async (source: number[][], target: number[][]) =>
    (await program(model.apply).run(weights, whole(source), whole(target), flags(kept))).data;

  it("is not the padding of the source, nor the target's future", async () => {
    const before = await run(sources, targets);
    const padded = await run([sources[0]!, [2, 6, 5, 4, 3]], targets);
    expect([...padded]).toEqual([...before]);
    const future = await run(
      sources,
      targets.map(([a, b]) => [a!, b!, 6, 6]),
    );
    const past = (data: ArrayLike<number>, k: number) => Array.from(data).slice(k * 28, k * 28 + 14);
    expect([...past(future, 0), ...past(future, 1)]).toEqual([...past(before, 0), ...past(before, 1)]);
    expect([...future]).not.toEqual([...before]);
  });

  it("needs heads that divide the width", () => {
    expect(() => encoderDecoder({ ...config, heads: 5 })).toThrow(
      "invalid heads: 5; expected a divisor of the width 12",
    );
    expect(() => encoderDecoder({ ...config, heads: 4 })).toThrow(
      "invalid heads: 4; expected even heads of the width 12",
    );
  });
});
