import { describe, expect, it } from "vitest";
import { deviation, gradientDeviation } from "../../../../test/reference-models/check-gradient.js";
import { perturbed } from "../../../../test/reference-models/perturbed.js";
import { referenceCrossEntropy, referenceLanguageModel } from "../../../../test/reference-models/transformer.js";
import { rootStream } from "../../../numerics/index.js";
import { type Mapped, program, type Tensor, type Value, valueAndGrad } from "../../../tensor/index.js";
import { type LanguageModelWeights, languageModel } from "./language-model.js";
import { causalLoss, maskedLoss } from "./objectives.js";
import type { TransformerConfig } from "./transformer-config.js";

const stream = rootStream(4).child("language model");
const base: TransformerConfig = {
  ...{ vocabulary: 7, width: 12, heads: 2, hidden: 10, layers: 1 },
  ...{ norm: "layer", placement: "pre", activation: "gelu", positions: "rotary" },
};
const texts = [
  [3, 1, 4, 1, 5],
  [2, 6, 5, 0, 0],
];
const kept = [
  [1, 1, 1, 1, 1],
  [1, 1, 1, 0, 0],
];
/** Positions to predict in masked modelling. */
const masked = [
  [0, 1, 0, 1, 0],
  [1, 0, 0, 0, 0],
];
const originals = [
  [3, 6, 4, 2, 5],
  [0, 6, 5, 0, 0],
];
const whole = (rows: number[][]): Tensor => ({ data: Int32Array.from(rows.flat()), shape: [2, 5] });
const flags = (rows: number[][]): Tensor => ({ data: Float64Array.from(rows.flat()), shape: [2, 5] });
const truths = (rows: number[][]) => rows.flat().map((flag) => flag === 1);

type Loss = (own: Mapped<LanguageModelWeights<Tensor>, Value>, tokens: Value, keep: Value) => Value;

describe.each([
  ["causal", { ...base, causal: true }],
  ["masked", { ...base, causal: false, placement: "post", norm: "rms", positions: "sinusoidal" }],
] as const)("the %s language model", (kind, config) => {
  const model = languageModel(config);
  const weights = perturbed(model.init(stream.child(kind)), stream.child(kind, "noise"));
  const logitsOf = (own: typeof weights) =>
    texts.map((text, k) => referenceLanguageModel(config, own, [text, truths([kept[k]!])], config.causal));

  it.each([
    ["float64", 1e-10],
    ["float32", 1e-5],
  ] as const)("has the logits of plain loops, in %s", async (dtype, tolerance) => {
    const { data, shape } = await program(model.apply, { dtype }).run(weights, whole(texts), flags(kept));
    expect(shape).toEqual([2, 5, 7]);
    expect(deviation(data, logitsOf(weights).flat(2))).toBeLessThan(tolerance);
  });

  it("has the loss and the gradient that the loops have", async () => {
    const plain = (own: typeof weights) =>
      config.causal
        ? referenceCrossEntropy(
            logitsOf(own).flatMap((logits) => logits.slice(0, -1)),
            texts.flatMap((text) => text.slice(1)),
            truths(kept.map((row) => row.slice(1))),
          )
        : referenceCrossEntropy(logitsOf(own).flat(), originals.flat(), truths(masked));
    const extra = config.causal ? [] : [whole(originals), flags(masked)];
    const loss = (own: Parameters<Loss>[0], batch: readonly Value[]) => {
      const [tokens, keep, labels, counts] = batch as readonly [Value, Value, Value, Value];
      const logits = model.apply(own, tokens, keep);
      return config.causal ? causalLoss(logits, tokens, keep) : maskedLoss(logits, labels, counts);
    };
    const compiled = program(valueAndGrad(loss), { dtype: "float64" });
    const [value, gradient] = await compiled.run(weights, [whole(texts), flags(kept), ...extra]);
    expect(Math.abs(value.data[0]! - plain(weights))).toBeLessThan(1e-10);
    expect(gradientDeviation(plain, { weights, gradient, stream: stream.child(kind, "directions") })).toBeLessThan(
      1e-9,
    );
  });
});
