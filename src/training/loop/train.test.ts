import { describe, expect, it } from "vitest";
import { embeddedProvider } from "../../numerics/linear-algebra/index.js";
import { rootStream, type Stream } from "../../numerics/random/index.js";
import {
  broadcastTo,
  matmul,
  mean,
  mul,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  transpose,
} from "../../tensor/index.js";
import { adam, chain, clipByGlobalNorm, cosineRate, galore, sgd, sophiaG, warmUp } from "../index.js";
import { DivergenceError, type LiveMetrics, memoryCheckpoints, noBetter, type TrainOptions, train } from "./index.js";

type Options = TrainOptions<{ weights: Tensor }, { x: Tensor; y: Tensor }>;

/** Mean squared error of y = Wx, with W of shape [4, 3] to be learnt from batches of 16. */
const loss: Options["loss"] = ({ weights }, { x, y }) => mean(square(sub(matmul(x, weights), y)));
const target = tensor([1, -2, 3, 0.5, 0, 1, -1, 2, 0.25, 0, 0, 1], [4, 3]);

function batches(stream: Stream): { x: Tensor; y: Tensor } {
  const x = stream.fillNormal(new Float64Array(16 * 4));
  const y = Float64Array.from({ length: 16 * 3 }, (_, k) => {
    const [row, column] = [Math.floor(k / 3), k % 3];
    return [0, 1, 2, 3].reduce((total, i) => total + x[row * 4 + i]! * target.data[i * 3 + column]!, 0);
  });
  return { x: tensor(x, [16, 4]), y: tensor(y, [16, 3]) };
}

const task = (changes: Partial<Options> = {}): Options => ({
  init: (stream) => ({ weights: tensor(stream.fillNormal(new Float64Array(12)), [4, 3]) }),
  loss,
  optimiser: adam(0.1),
  batches,
  stream: rootStream(7).child("test", "train"),
  steps: 12,
  ...changes,
});

/** The same task, but the batch of one step holds the given number. */
const poisoned = (at: number, value: number) => (stream: Stream) => {
  const batch = batches(stream);
  if (stream.path.at(-1) === at) batch.x.data[5] = value;
  return batch;
};

describe("training", () => {
  it("learns, and tells the loss, the gradient's norm and the rate of every step", async () => {
    const rate = warmUp(20, cosineRate(0.2, 180));
    const { params, step, history } = await train(
      task({ optimiser: chain(clipByGlobalNorm(5), adam(rate)), steps: 200 }),
    );
    expect(step).toBe(200);
    expect(Math.max(...params.weights.data.map((w: number, i: number) => Math.abs(w - target.data[i]!)))).toBeLessThan(
      1e-2,
    );
    expect([history.loss, history.gradientNorm, history.learningRate].map(({ length }) => length)).toEqual([
      200, 200, 200,
    ]);
    expect(history.learningRate[9]).toBeCloseTo(0.1, 6);
    expect(history.loss.at(-1)).toBeLessThan(1e-3 * history.loss[0]!);
  });

  it("steps as the rule says: x − η·∇loss, in float64", async () => {
    const options = task({ optimiser: sgd(0.1), steps: 1, dtype: "float64" });
    const { params, history } = await train(options);
    const start = options.init(options.stream.child("init")).weights.data;
    const { x, y } = batches(options.stream.child("batch", 0));
    const residual = (n: number, j: number) =>
      [0, 1, 2, 3].reduce((total, i) => total + x.data[n * 4 + i]! * start[i * 3 + j]!, -y.data[n * 3 + j]!);
    const rows = Array.from({ length: 16 }, (_, n) => n);
    let squares = 0;
    for (const [k, w] of params.weights.data.entries()) {
      const [i, j] = [Math.floor(k / 3), k % 3];
      const gradient = rows.reduce((total, n) => total + (2 / 48) * residual(n, j) * x.data[n * 4 + i]!, 0);
      squares += gradient ** 2;
      expect(Math.abs(w - (start[k]! - 0.1 * gradient))).toBeLessThan(1e-13);
    }
    expect(history.gradientNorm[0]).toBeCloseTo(Math.sqrt(squares), 12);
  });

  it("takes the same steps however many of them one run of the engine takes", async () => {
    const one = await train(task({ dtype: "float64" }));
    const many = await train(task({ dtype: "float64", unroll: 5, evaluateEvery: 4 }));
    expect(many.history.loss.length).toBe(12);
    for (const [t, value] of one.history.loss.entries()) expect(many.history.loss[t]).toBeCloseTo(value, 12);
  });

  it("shows live metrics, with the speed by the caller's clock", async () => {
    const seen: LiveMetrics[] = [];
    let seconds = 100;
    const clock = () => {
      seconds += 0.5;
      return seconds;
    };
    const evaluate = (params: { weights: Tensor }) => ({ first: params.weights.data[0]! });
    const onMetrics = (metrics: LiveMetrics) => void seen.push(metrics);
    const { history } = await train(task({ steps: 4, unroll: 2, evaluate, evaluateEvery: 4, onMetrics, clock }));
    expect(seen.map(({ step, steps, stepsPerSecond }) => [step, steps, stepsPerSecond])).toEqual([
      [2, 4, 4],
      [4, 4, 4],
    ]);
    expect(seen[1]).toMatchObject({
      loss: history.loss[3],
      gradientNorm: history.gradientNorm[3],
      learningRate: history.learningRate[3],
    });
    expect(seen[0]!.evaluation).toBeUndefined();
    expect(seen[1]!.evaluation).toEqual(history.evaluations[0]!.values);
  });
});

describe("a run that was interrupted", () => {
  const evaluate = (params: { weights: Tensor }) => ({ first: params.weights.data[0]! });
  const intervals = { checkpointEvery: 4, evaluate, evaluateEvery: 3, unroll: 2 };

  it("goes on to the same weights and metrics, bit for bit", async () => {
    const whole = await train(task(intervals));
    for (const at of [3, 4, 9]) {
      const store = memoryCheckpoints();
      const stop = new AbortController();
      const onMetrics = ({ step }: LiveMetrics) => {
        if (step >= at) stop.abort(new Error("enough"));
      };
      await expect(train(task({ ...intervals, store, onMetrics, signal: stop.signal }))).rejects.toThrow("enough");
      expect((await store.latest())!.step).toBeGreaterThanOrEqual(at);
      expect(await train(task({ ...intervals, store }))).toEqual(whole);
      expect(await train(task({ ...intervals, store }))).toEqual(whole);
    }
  });

  it("may be asked for more steps", async () => {
    const store = memoryCheckpoints();
    await train(task({ ...intervals, store, steps: 5 }));
    expect(await train(task({ ...intervals, store }))).toEqual(await train(task(intervals)));
    await expect(train(task({ ...intervals, store, steps: 8 }))).rejects.toThrow(
      "invalid steps: 8; expected at least 12",
    );
  });

  it("does not go on from the checkpoint of another run", async () => {
    const store = memoryCheckpoints();
    await train(task({ store }));
    const other = (changes: Partial<Options>) => train(task({ store, steps: 20, ...changes }));
    await expect(other({ stream: rootStream(8).child("test", "train") })).rejects.toThrow(
      "invalid checkpoint's stream",
    );
    await expect(other({ optimiser: sgd(0.1) })).rejects.toThrow(/invalid checkpoint: state\.optimiser\.\S+; expected/);
    await expect(other({ dtype: "float64" })).rejects.toThrow("invalid checkpoint: state.");
  });
});

describe("a run that diverges", () => {
  it("stops at the step and batch that showed it, and names the last finite checkpoint", async () => {
    const store = memoryCheckpoints();
    const run = train(task({ batches: poisoned(7, Number.NaN), store, checkpointEvery: 3 }));
    const message = "the loss is NaN at step 7 (batch stream test/train/batch/7); the last checkpoint is of step 6";
    await expect(run).rejects.toThrow(message);
    const fields = { name: "DivergenceError", step: 7, batch: ["test", "train", "batch", 7], checkpoint: 6 };
    await expect(run).rejects.toMatchObject(fields);
    expect((await store.latest())!.step).toBe(6);
  });

  it("says so where there is no checkpoint, and of an infinite loss", async () => {
    const message = "the loss is Infinity at step 0 (batch stream test/train/batch/0); there is no checkpoint";
    await expect(train(task({ batches: poisoned(0, 1e30) }))).rejects.toThrow(message);
  });

  it("does not keep parameters that are not finite though every loss was", async () => {
    const run = train(task({ optimiser: sgd(3e38), steps: 1, store: memoryCheckpoints() }));
    await expect(run).rejects.toThrow(DivergenceError);
    await expect(run).rejects.toThrow(/params\.weights is -?Infinity at step 0/);
  });
});

it("ends early where it is told to, and stays ended when it is run again", async () => {
  const store = memoryCheckpoints();
  let called = 0;
  const evaluate = (_params: unknown, step: number) => {
    called++;
    return { error: Math.max(1, 5 - step) };
  };
  const options = task({ steps: 50, evaluate, evaluateEvery: 1, stopWhen: noBetter("error", 3), store });
  const { step } = await train(options);
  // The error falls until step 4; steps 5, 6 and 7 bring nothing.
  expect([step, called]).toEqual([7, 7]);
  expect((await train(options)).step).toBe(7);
  expect(called).toBe(7);
});

describe("optimisers that need the host", () => {
  it("GaLore: projections are renewed from the batch's gradient, and resuming changes nothing", async () => {
    const optimiser = galore(0.1, embeddedProvider(), { rank: 2, gap: 5, scale: 1 });
    const whole = await train(task({ optimiser, steps: 40 }));
    expect(whole.history.loss.at(-1)).toBeLessThan(0.2 * whole.history.loss[0]!);
    const store = memoryCheckpoints();
    await train(task({ optimiser, steps: 40, store, stopWhen: ({ loss: { length } }) => length === 15 }));
    expect(await train(task({ optimiser, steps: 40, store }))).toEqual(whole);
  });

  it("Sophia: estimates of the Hessian come every few steps", async () => {
    const optimiser = sophiaG(cosineRate(0.3, 60), { beta1: 0.5, every: 2, rho: 1, beta2: 0.5, weightDecay: 0 });
    // Of the mean over 48 squares the Hessian's diagonal is 2/48·Σ_n x_ni².
    const hessian: NonNullable<Options["hessian"]> = ({ weights }, { x }) => ({
      weights: broadcastTo(mul(transpose(sum(square(x), 0, true)), 2 / 48), weights.shape),
    });
    const { history } = await train(task({ optimiser, hessian, steps: 60 }));
    expect(history.loss.at(-1)).toBeLessThan(1e-2 * history.loss[0]!);
    await expect(train(task({ optimiser }))).rejects.toThrow("invalid hessian: undefined; expected an estimate");
  });
});
