import { describe, expect, it } from "vitest";
import { matricesOf } from "../../../../test/reference-models/arrays.js";
import { deviation, gradientDeviation } from "../../../../test/reference-models/check-gradient.js";
import { referenceInContextDecoder } from "../../../../test/reference-models/in-context-decoder.js";
import { perturbed } from "../../../../test/reference-models/perturbed.js";
import { rootStream } from "../../../numerics/index.js";
import {
  type Mapped,
  mean,
  program,
  square,
  sub,
  type Tensor,
  type Value,
  valueAndGrad,
} from "../../../tensor/index.js";
import { inContextDecoder } from "./in-context-decoder.js";

const stream = rootStream(4).child("in-context decoder");
const config = { d: 3, points: 5, width: 12, layers: 2, heads: 2 };
const model = inContextDecoder(config);
const weights = perturbed(model.init(stream.child("weights")), stream.child("noise"));
const normals = (name: string, shape: number[]): Tensor => ({
  data: stream.child(name).fillNormal(new Float64Array(shape.reduce((a, b) => a * b))),
  shape,
});
const xs = normals("xs", [2, 4, 3]);
const ys = normals("ys", [2, 4]);
const labels = [Array.from(ys.data.subarray(0, 4)), Array.from(ys.data.subarray(4))];
const predictionsOf = (own: typeof weights) =>
  matricesOf(xs).flatMap((rows, k) => referenceInContextDecoder(config, own, rows, labels[k]!));

describe("the decoder of in-context tasks", () => {
  it.each([
    ["float64", 1e-10],
    ["float32", 1e-5],
  ] as const)("predicts what plain loops predict, in %s", async (dtype, tolerance) => {
    const { data, shape } = await program(model.apply, { dtype }).run(weights, xs, ys);
    expect(shape).toEqual([2, 4]);
    expect(deviation(data, predictionsOf(weights))).toBeLessThan(tolerance);
  });

  it("has the gradient that central differences of the loops have", async () => {
    const loss = (own: Mapped<typeof weights, Value>, x: Value, y: Value) =>
      mean(square(sub(model.apply(own, x, y), y)));
    const [, gradient] = await program(valueAndGrad(loss), { dtype: "float64" }).run(weights, xs, ys);
    const plain = (own: typeof weights) =>
      predictionsOf(own).reduce((total, prediction, i) => total + (prediction - ys.data[i]!) ** 2 / 8, 0);
    expect(gradientDeviation(plain, { weights, gradient, stream: stream.child("directions") })).toBeLessThan(1e-9);
  });

  it("does not see a label before it has predicted it", async () => {
    const changed = { data: ys.data.map((y, i) => (i % 4 >= 2 ? y + 1 : y)), shape: ys.shape };
    const run = async (own: Tensor) => (await program(model.apply).run(weights, xs, own)).data;
    const [before, after] = [await run(ys), await run(changed)];
    for (const i of [0, 1, 2, 4, 5, 6]) expect(after[i]).toBe(before[i]);
    expect(after[3]).not.toBe(before[3]);
  });

  it("begins as GPT-2 does where told", () => {
    const big = inContextDecoder({ d: 20, points: 41, width: 64, layers: 8, heads: 4, initialSd: 0.02 }).init(
      stream.child("big"),
    );
    const sd = ({ data }: Tensor) => Math.hypot(...data) / Math.sqrt(data.length);
    const layer = big.stack.layers[3]!;
    expect(sd(layer.attention.query.weight)).toBeCloseTo(0.02, 3);
    expect(sd(layer.feedForward.up.weight)).toBeCloseTo(0.02, 3);
    expect(sd(layer.attention.output.weight)).toBeCloseTo(0.005, 3);
    expect(sd(layer.feedForward.down.weight)).toBeCloseTo(0.005, 3);
    expect(sd(big.readIn.weight)).toBeCloseTo(Math.sqrt(1 / 60), 2);
  });

  it("refuses heads that do not divide the width, and prompts longer than it was made for", async () => {
    expect(() => inContextDecoder({ ...config, heads: 5 })).toThrow(
      "invalid heads: 5; expected a divisor of the width 12",
    );
    await expect(
      program(model.apply).run(weights, normals("long", [1, 6, 3]), normals("long", [1, 6])),
    ).rejects.toThrow("invalid points of the prompt: 6; expected at most 5, for which this was made");
  });
});
