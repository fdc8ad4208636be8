import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import {
  add,
  arange,
  cast,
  div,
  expandDims,
  eye,
  less,
  matmul,
  mean,
  mul,
  squeeze,
  sub,
  sum,
  swapaxes,
  type Tensor,
  tensor,
  tril,
  type Value,
} from "../../tensor/index.js";
import { inContextDecoder, type SequenceModel } from "../models/index.js";
import { linearTask } from "../tasks/index.js";
import {
  growingPrompts,
  modelPredictor,
  promptTensors,
  requireBlind,
  requireBlindFromTheStart,
  squaredDistances,
  trainOnTask,
} from "./index.js";

const stream = rootStream(9).child("in-context");
const task = linearTask({ dimension: 2 });
const model = inContextDecoder({ d: 2, points: 4, width: 8, layers: 1, heads: 1 });
const settings = {
  batch: 8,
  points: 4,
  rate: 1e-3,
  stream: stream.child("run"),
  curriculum: growingPrompts({ dimensions: 2, points: 4 }, 0),
};

describe("prompts that grow", () => {
  it("are those of Garg et al. at their sizes, to one point", () => {
    const curriculum = growingPrompts({ dimensions: 20, points: 41 }, 30_000);
    for (let step = 0; step < 40_000; step += 500) {
      const grown = Math.min(15, Math.floor(step / 2000));
      expect(curriculum(step).dimensions).toBe(5 + grown);
      expect(Math.abs(curriculum(step).points - (11 + 2 * grown))).toBeLessThanOrEqual(1);
    }
  });

  it("are whole at once without growth", () => {
    expect(growingPrompts({ dimensions: 3, points: 7 }, 0)(0)).toEqual({ dimensions: 3, points: 7 });
    expect(() => growingPrompts({ dimensions: 3, points: 7 }, -1)).toThrow("invalid growth: -1");
  });

  it("leave the labels past them out of the loss, and the coordinates past them at zero", async () => {
    const whole = { dimensions: 2, points: 4 };
    const first = async (size: typeof whole) =>
      (await trainOnTask(model, task, { ...settings, steps: 1, schedule: "constant", curriculum: () => size })).history
        .loss[0]!;
    const prompts = task.draw(stream.child("run", "batch", 0), { batch: 8, points: 4, activeDimensions: 1 });
    const weights = model.init(stream.child("run", "init"));
    const predictions = await modelPredictor(model, weights).predict(prompts);
    const errors = squaredDistances(predictions, prompts.y, 4, task.labelVariance);
    expect(await first({ dimensions: 1, points: 3 })).toBeCloseTo(
      (errors[0]!.value! + errors[1]!.value! + errors[2]!.value!) / 3,
      5,
    );
    expect(await first({ dimensions: 1, points: 4 })).not.toBeCloseTo(await first(whole), 3);
  });
});

it("trains: the loss falls", async () => {
  const { history } = await trainOnTask(model, task, { ...settings, steps: 60, rate: 0.01, schedule: { warmUp: 3 } });
  const mean = (from: number) => history.loss.slice(from, from + 20).reduce((total, loss) => total + loss, 0) / 20;
  expect(mean(40)).toBeLessThan(mean(0));
  expect(history.learningRate[0]).toBeCloseTo(0.01 / 3, 8);
  expect(history.learningRate.at(-1)!).toBeLessThan(1e-4);
});

it("predicts many prompts as it does each alone", async () => {
  const weights = model.init(stream.child("weights"));
  const predictor = modelPredictor(model, weights);
  const prompts = task.draw(stream.child("many"), { batch: 300, points: 4 });
  const all = await predictor.predict(prompts);
  const last = await predictor.predict({ ...prompts, batch: 1, x: prompts.x.slice(-8), y: prompts.y.slice(-4) });
  last.forEach((value, i) => {
    expect(value).toBeCloseTo(all[299 * 4 + i]!, 5);
  });
});

describe("what is refused", () => {
  const own = (apply: (a: Value, xs: Value, ys: Value) => Value): SequenceModel<{ a: Tensor }> => ({
    name: "own",
    init: () => ({ a: tensor([1]) }),
    apply: ({ a }, xs, ys) => apply(a, xs, ys),
  });
  const prompts = task.draw(stream.child("probe"), { batch: 2, points: 4 });
  const blind = (apply: Parameters<typeof own>[0]) => requireBlind(own(apply), { a: tensor([1]) }, prompts);

  it("is a model that sees the label that it predicts, not one that does not", async () => {
    await expect(blind((a, _, ys) => mul(ys, a))).rejects.toThrow(
      "invalid model own: its prediction at position 0 changes with the label at position 0; expected none that sees its own label or what comes after",
    );
    await blind((a, xs) => mul(sum(xs, 2), a));
    await requireBlind(model, model.init(stream), prompts);
  });

  it("is one that sees any label but the last, later inputs, or the labels of other prompts", async () => {
    const butTheLast = (a: Value, _: Value, ys: Value) => mul(mul(ys, cast(less(1, arange(4)), "float32")), a);
    await expect(blind(butTheLast)).rejects.toThrow(
      "its prediction at position 2 changes with the label at position 2",
    );
    await expect(blind((a, xs) => mul(mul(sum(xs, 2), mean(sum(xs, 2), 1, true)), a))).rejects.toThrow(
      "its prediction at position 0 changes with the input at position 1",
    );
    const acrossPrompts = (a: Value, xs: Value, ys: Value) => mul(add(sum(xs, 2), mean(ys, 0, true)), a);
    await expect(blind(acrossPrompts)).rejects.toThrow("at position 0 changes with the label at position 0");
  });

  describe("before it is trained, where it starts from zeros", () => {
    const atZero = (apply: Parameters<typeof own>[0], shape = [1]) => {
      const weights = { a: tensor(new Float64Array(shape.reduce((size, length) => size * length, 1)), shape) };
      return { model: own(apply), weights, probe: stream.child("noise") };
    };
    /** One step of gradient descent from zeros, as the guide writes it, with this mask over the pairs. */
    const attention = (mask: (points: number) => Value) => (a: Value, xs: Value, ys: Value) => {
      const scores = mul(matmul(matmul(xs, a), swapaxes(xs, 1, 2)), mask(xs.shape[1]!));
      return div(squeeze(matmul(scores, expandDims(ys, 2)), [2]), add(arange(xs.shape[1]!), 1));
    };

    it("is one that copies its label by a weight that is 0", async () => {
      const { model: copies, weights, probe } = atZero((a, _, ys) => mul(ys, a));
      await requireBlind(copies, weights, prompts);
      await expect(requireBlindFromTheStart(copies, weights, prompts, probe)).rejects.toThrow(
        "its prediction at position 0 changes with the label at position 0",
      );
    });

    it("is one whose mask leaves the diagonal, not one whose mask does not", async () => {
      const leaky = atZero(
        attention((points) => tril(points)),
        [2, 2],
      );
      await expect(requireBlindFromTheStart(leaky.model, leaky.weights, prompts, leaky.probe)).rejects.toThrow(
        "its prediction at position 0 changes with the label at position 0",
      );
      const masked = atZero(
        attention((points) => sub(tril(points), eye(points))),
        [2, 2],
      );
      await requireBlindFromTheStart(masked.model, masked.weights, prompts, masked.probe);
    });
  });

  it("is a model that gives too few numbers, or strange ones", async () => {
    await expect(blind((a, xs) => mul(sum(xs, [1, 2]), a))).rejects.toThrow(
      "invalid number of predictions of model own: 2; expected 8",
    );
    await expect(blind((a, xs) => mul(sum(xs, 2), mul(a, Number.POSITIVE_INFINITY)))).rejects.toThrow(
      "expected finite numbers",
    );
  });

  it("is a batch of other sizes than it says", () => {
    expect(() => promptTensors({ ...prompts, points: 5 })).toThrow(
      "invalid length of x of the prompts: 16; expected 20",
    );
  });
});
