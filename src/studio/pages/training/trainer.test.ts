import { describe, expect, it } from "vitest";
import { promptTensors } from "../../../learning/in-context/prompt-tensors.js";
import { embeddedProvider } from "../../../numerics/linear-algebra/index.js";
import { program, type Tensor, type Value } from "../../../tensor/index.js";
import { train } from "../../../training/index.js";
import { decoderShares, tokensOf } from "./decoder-attention.js";
import { modelOf, streamOf, taskOf } from "./experiment.js";
import type { News } from "./protocol.js";
import { checked, defaultsOf, fromQuery, type Settings, toQuery } from "./settings.js";
import { runOf, Trainer } from "./trainer.js";

const algebra = embeddedProvider();
const small: Settings = { ...defaultsOf("decoder"), d: 2, examples: 4, width: 16, layers: 2, batch: 16 };

/** A trainer with what it tells; `until` waits for news of a kind that pass a test. */
function started(settings: Settings) {
  const told: News[] = [];
  let look = () => {};
  let time = 0;
  const trainer = new Trainer(settings, {
    algebra,
    tell(news) {
      told.push(news);
      look();
    },
    now: () => time++,
    breathe: () => new Promise((resolve) => setTimeout(resolve)),
  });
  const ended = trainer.run();
  const until = (done: (news: News) => boolean) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (!done(told.at(-1)!)) return;
        look = () => {};
        resolve();
      };
    });
  const losses = () => told.flatMap((news) => (news.kind === "losses" ? news.losses : []));
  return { trainer, told, until, losses, ended };
}

const paused = (news: News) => news.kind === "state" && news.state === "paused";

describe("the trainer", () => {
  it.each(["linear-attention", "decoder"] as const)(
    "takes the steps of `train`, one by one and on its own, with %s",
    async (model) => {
      const settings = model === "decoder" ? small : { ...defaultsOf(model), task: "pool" as const };
      const { trainer, told, until, losses } = started(settings);
      await until(paused);
      expect(losses()).toEqual([]);
      trainer.step();
      await until(paused);
      expect(losses()).toHaveLength(1);
      trainer.play();
      await until((news) => news.kind === "losses" && losses().length >= 20);
      trainer.pause();
      await until(paused);
      const own = losses();
      const { history } = await train({ ...runOf(settings), steps: own.length });
      expect(own).toEqual(history.loss);
      const newest = told.findLast((news) => news.kind === "evaluation");
      expect(newest?.evaluation.step).toBe(own.length);
      expect(newest?.evaluation.model.errors).toHaveLength(settings.examples + 1);
      expect(newest?.evaluation.fresh?.errors.length).toBe(model === "decoder" ? undefined : settings.examples + 1);
    },
  );

  it("brings linear attention near to theory", async () => {
    const { trainer, told, until, losses } = started({ ...defaultsOf("linear-attention"), batch: 256 });
    await until(paused);
    trainer.play();
    await until(() => losses().length >= 600);
    trainer.pause();
    await until(paused);
    const known = told.find((news) => news.kind === "known")!.known;
    const { linear } = told.findLast((news) => news.kind === "evaluation")!.evaluation;
    for (const [i, value] of linear!.A.entries()) expect(Math.abs(value - known.theory!.A[i]!)).toBeLessThan(0.15);
    const { loss, errors } = linear!;
    expect(loss).toBeCloseTo(errors.reduce((a, b) => a + b) / errors.length, 12);
    expect(loss).toBeGreaterThanOrEqual(known.theory!.loss);
    expect(loss).toBeLessThan(1.02 * known.theory!.loss);
    expect(loss).toBeLessThan(0.8 * known.theory!.firstLoss);
    const [first] = told.filter((news) => news.kind === "evaluation");
    expect(known.theory!.firstLoss).toBe(first!.evaluation.linear!.loss);
    // Sampled errors lie about the exact ones as their standard errors say.
    const { model } = told.findLast((news) => news.kind === "evaluation")!.evaluation;
    for (const [k, error] of errors.entries()) {
      expect(Math.abs(model.errors[k]! - error)).toBeLessThan(4 * model.standardErrors![k]!);
    }
  });
});

describe("the attention that is shown", () => {
  it("is that of the model: the same network gives its predictions, and no row sees what comes after", async () => {
    const model = modelOf(small);
    const weights = model.init(streamOf(small));
    const prompts = taskOf(small).task.draw(streamOf(small), { batch: 1, points: 5 });
    const { xs, ys } = promptTensors(prompts);
    const expected = (await program(model.apply as never).run(weights as never, xs as never, ys as never)) as Tensor;
    const probe = (own: Parameters<typeof decoderShares>[0], tokens: Value) => decoderShares(own, tokens, small.heads);
    const found = (await program(probe as never).run(
      weights as never,
      tokensOf(prompts.x, prompts.y) as never,
    )) as unknown as { readonly shares: readonly Tensor[]; readonly output: Tensor };
    for (const [k, value] of expected.data.entries()) expect(found.output.data[2 * k]).toBeCloseTo(value, 5);
    expect(found.shares).toHaveLength(2);
    for (const { data, shape } of found.shares) {
      expect(shape).toEqual([1, 2, 10, 10]);
      for (let row = 0; row < 20; row++) {
        const shares = Float64Array.from(data.subarray(row * 10, (row + 1) * 10));
        expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
        expect(Math.max(0, ...shares.subarray((row % 10) + 1))).toBe(0);
      }
    }
  });
});

describe("settings", () => {
  it("go through an address and come back, and bad ones are put right", () => {
    for (const model of ["linear-attention", "decoder"] as const) {
      expect(fromQuery(toQuery(defaultsOf(model)))).toEqual(defaultsOf(model));
      const other: Settings = { ...defaultsOf(model), task: "pool", pool: 64, d: 6, rate: 3e-4, seed: 12 };
      expect(fromQuery(toQuery(other))).toEqual(other);
    }
    expect(fromQuery({ d: "many", examples: "-3", task: "magic", width: "1e9" })).toMatchObject({
      ...{ d: 4, examples: 2, task: "linear", width: 128 },
    });
    expect(checked({ ...small, width: 20, heads: 8 }).heads).toBe(5);
  });
});
