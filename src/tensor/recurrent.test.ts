import { afterAll, describe, expect, it } from "vitest";
import { expectClose } from "../../test/closeness.js";
import { mean, mul, program, recurrent, square, sub, type Tensor, tensor, type Value, valueAndGrad } from "./index.js";
import { matmul } from "./operators/index.js";

interface Weights {
  readonly w: Value;
}

interface Batch {
  readonly x: Value;
  readonly y: Value;
}

const loss = ({ w }: Weights, { x, y }: Batch) => mean(square(sub(matmul(x, w), y)));

/** One step of gradient descent with momentum on least squares. */
function step({ params, velocity }: { params: Weights; velocity: Weights }, batch: Batch) {
  const [value, gradient] = valueAndGrad(loss)(params, batch);
  const next = { w: sub(mul(velocity.w, 0.5), mul(gradient.w, 0.1)) };
  return [{ params: { w: sub(params.w, mul(next.w, -1)) }, velocity: next }, { loss: value }] as const;
}

const start = { params: { w: tensor([0, 0]) }, velocity: { w: tensor([0, 0]) } };

/** The k-th batch: y = x · (1, −2) exactly. */
function batch(k: number): { x: Tensor; y: Tensor } {
  const x = Float64Array.from({ length: 6 }, (_, index) => Math.sin(index + 6 * k + 1));
  const y = Float64Array.from({ length: 3 }, (_, row) => x[2 * row]! - 2 * x[2 * row + 1]!);
  return { x: tensor(x, [3, 2]), y: tensor(y) };
}

/** The same steps by hand, in double precision. */
function byHand(steps: number): { losses: number[]; w: number[] } {
  let w = [0, 0];
  let velocity = [0, 0];
  const losses = Array.from({ length: steps }, (_, k) => {
    const { x, y } = batch(k);
    const residuals = [...y.data].map(
      (target, row) => x.data[2 * row]! * w[0]! + x.data[2 * row + 1]! * w[1]! - target,
    );
    const gradient = [0, 1].map((j) => residuals.reduce((sum, r, row) => sum + (2 / 3) * r * x.data[2 * row + j]!, 0));
    velocity = velocity.map((v, j) => 0.5 * v - 0.1 * gradient[j]!);
    w = w.map((value, j) => value + velocity[j]!);
    return residuals.reduce((sum, r) => sum + r ** 2 / 3, 0);
  });
  return { losses, w };
}

describe("a repeated step", () => {
  const open: { dispose(): Promise<void> }[] = [];
  afterAll(async () => {
    for (const each of open) await each.dispose();
  });

  async function begin(unroll: number, dtype: "float32" | "float64" = "float64") {
    const running = await recurrent(step, { dtype, unroll }).start(start, batch(0));
    open.push(running);
    return running;
  }

  it("gives the losses and the state of the same steps by hand", async () => {
    const running = await begin(1);
    const losses: number[] = [];
    for (let k = 0; k < 20; k++) losses.push((await running.step([batch(k)]))[0]!.loss.data[0]!);
    const expected = byHand(20);
    expectClose(losses, expected.losses, 1e-13);
    const { params } = await running.state();
    expectClose(params.w.data, expected.w, 1e-13);
  });

  it("gives the same whether one run takes one step or several, also where they do not divide", async () => {
    const one = await begin(1, "float32");
    const four = await begin(4, "float32");
    const losses = async (running: typeof one, groups: number[]) => {
      const values: number[] = [];
      for (const size of groups) {
        const from = values.length;
        const outputs = await running.step(Array.from({ length: size }, (_, index) => batch(from + index)));
        values.push(...outputs.map((output) => output.loss.data[0]!));
      }
      return values;
    };
    const single = await losses(one, Array(10).fill(1));
    const grouped = await losses(four, [4, 4, 2]);
    expectClose(grouped, single, 1e-6);
  });

  it("goes on from a state that was taken out and loaded, bit for bit", async () => {
    const running = await begin(1, "float32");
    for (let k = 0; k < 5; k++) await running.step([batch(k)]);
    const saved = await running.state();
    const first = (await running.step([batch(5)]))[0]!.loss.data[0];
    const end = await running.state();
    await running.step([batch(6)]);
    await running.load(saved);
    expect((await running.step([batch(5)]))[0]!.loss.data[0]).toBe(first);
    expect(await running.state()).toEqual(end);
  });

  it("takes steps that were not awaited one after another", async () => {
    const [waiting, eager] = [await begin(1), await begin(1)];
    for (let k = 0; k < 4; k++) await waiting.step([batch(k)]);
    const asked = [0, 1, 2, 3].map((k) => eager.step([batch(k)]));
    expect(await eager.state()).toEqual(await waiting.state());
    await Promise.all(asked);
  });

  it("ends what is under way before it is disposed of, and then does nothing", async () => {
    const running = await begin(1);
    const asked = [running.step([batch(0)]), running.step([batch(1)])];
    await running.dispose();
    const losses = (await Promise.all(asked)).map((outputs) => outputs[0]!.loss.data[0]!);
    expectClose(losses, byHand(2).losses, 1e-13);
    for (const use of [() => running.step([batch(2)]), () => running.state(), () => running.load(start)]) {
      await expect(use()).rejects.toThrow("invalid recurrence: disposed; expected one that is not");
    }
    await expect(running.dispose()).resolves.toBeUndefined();
  });

  it("names the leaf that is wrong", async () => {
    const running = await begin(2);
    const { x } = batch(0);
    await expect(running.step([{ x, y: tensor([1, 2]) }])).rejects.toThrow(
      "invalid shape of batch.y: [2]; expected [3]",
    );
    await expect(running.step([{ x } as never])).rejects.toThrow("invalid tree: nothing; expected batch.y");
    await expect(running.step([])).rejects.toThrow("invalid number of batches: 0; expected 1 to 2 (unroll)");
    const whole = tensor(Int32Array.of(1, 2));
    await expect(running.load({ params: { w: whole }, velocity: { w: whole } })).rejects.toThrow(
      "invalid type of state.params.w: int32; expected float64",
    );
  });

  it("refuses a step whose state changes its shape", async () => {
    const grows = recurrent((state: Value, by: Value) => [matmul(by, state), []] as const);
    await expect(grows.start(tensor([1, 2]), tensor([1, 2, 3, 4, 5, 6], [3, 2]))).rejects.toThrow(
      "invalid shape of state: [3]; expected [2]",
    );
  });

  it("is one program after another", async () => {
    const once = program(step, { dtype: "float64" });
    open.push(once);
    const [, { loss: first }] = await once.run(start, batch(0));
    expect(first.data[0]).toBeCloseTo(byHand(1).losses[0]!, 14);
  });
});
