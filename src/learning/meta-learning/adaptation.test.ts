import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { grad, program, type Tensor, type Value } from "../../tensor/index.js";
import { type Adaptation, adapt, metaLoss } from "./adaptation.js";
import { initNetwork, type NetworkWeights, predictEach } from "./network.js";

const stream = rootStream(5).child("maml");
const [tasks, count, d] = [3, 4, 2];
const normals = (name: string, shape: number[]): Tensor => ({
  data: stream.child(name).fillNormal(new Float64Array(shape.reduce((a, b) => a * b))),
  shape,
});
const [xs, ys] = [normals("xs", [tasks, count, d]), normals("ys", [tasks, count])];
const [qx, qy] = [normals("qx", [tasks, count, d]), normals("qy", [tasks, count])];

const lossOf = (adaptation: Adaptation) => (weights: NetworkWeights<Value>, a: Value, b: Value, c: Value, e: Value) =>
  metaLoss(weights, { xs: a, ys: b }, { xs: c, ys: e }, adaptation);
const runLoss = async (weights: NetworkWeights<Tensor>, adaptation: Adaptation) =>
  (await program(lossOf(adaptation), { dtype: "float64" }).run(weights as never, xs, ys, qx, qy)).data[0]!;

describe("the inner loop", () => {
  it("is gradient descent on the mean squared error, for each task alone", async () => {
    const rate = 0.1;
    const weights = { layers: [{ weight: { data: Float64Array.of(0.5, -1), shape: [2, 1] } }] };
    const adapted = await program(
      (own: NetworkWeights<Value>, a: Value, b: Value) =>
        adapt(own, { xs: a, ys: b }, { rate, steps: 1, order: "second" }),
      { dtype: "float64" },
    ).run(weights as never, xs, ys);
    const found = (adapted as unknown as NetworkWeights<Tensor>).layers[0]!.weight;
    expect(found.shape).toEqual([tasks, d, 1]);
    for (let t = 0; t < tasks; t++) {
      const step = [0, 0];
      for (let n = 0; n < count; n++) {
        const [x0, x1] = [0, 1].map((i) => xs.data[(t * count + n) * d + i]!) as [number, number];
        const residual = 0.5 * x0 - x1 - ys.data[t * count + n]!;
        step[0]! += (2 / count) * residual * x0;
        step[1]! += (2 / count) * residual * x1;
      }
      expect(found.data[t * d]).toBeCloseTo(0.5 - rate * step[0]!, 12);
      expect(found.data[t * d + 1]).toBeCloseTo(-1 - rate * step[1]!, 12);
    }
  });
});

describe("the outer gradient", () => {
  const weights = initNetwork(stream.child("weights"), d, [5, 5]);
  const direction = weights.layers.map(({ weight }, l) => normals(`direction ${l}`, [...weight.shape]));
  const moved = (by: number): NetworkWeights<Tensor> => ({
    layers: weights.layers.map(({ weight, bias }, l) => ({
      weight: {
        ...weight,
        data: weight.data.map((w: number, i: number) => w + by * direction[l]!.data[i]!) as Float64Array,
      },
      ...(bias && { bias }),
    })),
  });
  const slope = async (adaptation: Adaptation) => {
    const gradient = (await program(grad(lossOf(adaptation)), { dtype: "float64" }).run(
      weights as never,
      xs,
      ys,
      qx,
      qy,
    )) as unknown as NetworkWeights<Tensor>;
    return gradient.layers.reduce(
      (total, { weight }, l) =>
        total + Array.from(weight.data).reduce((sum, g, i) => sum + g * direction[l]!.data[i]!, 0),
      0,
    );
  };

  it.each([1, 3])("of second order is the derivative of the loss after %d inner steps", async (steps) => {
    const adaptation = { rate: 0.05, steps, order: "second" } as const;
    const h = 1e-6;
    const difference = ((await runLoss(moved(h), adaptation)) - (await runLoss(moved(-h), adaptation))) / (2 * h);
    expect(Math.abs((await slope(adaptation)) / difference - 1)).toBeLessThan(1e-6);
  });

  it("of first order is another, of the same loss", async () => {
    const [second, first] = (["second", "first"] as const).map((order) => ({ rate: 0.05, steps: 1, order }));
    expect(await runLoss(weights, first!)).toBe(await runLoss(weights, second!));
    expect(Math.abs((await slope(first!)) / (await slope(second!)) - 1)).toBeGreaterThan(1e-3);
  });
});

it("predicts with one network a task", async () => {
  const one = initNetwork(stream.child("one"), d, [3]);
  const twice = await program((weights: NetworkWeights<Value>, a: Value) =>
    predictEach(adapt(weights, { xs: a, ys: a }, { rate: 1, steps: 0, order: "second" }), a),
  ).run(one as never, normals("x", [2, 4, 2]));
  expect(twice.shape).toEqual([2, 4]);
});
