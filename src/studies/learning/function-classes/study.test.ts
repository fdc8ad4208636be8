import { describe, expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { chooseProvider } from "../../../lab/providers/index.js";
import type { SequenceModel } from "../../../learning/models/index.js";
import { noisyLinearTask, type Task } from "../../../learning/tasks/index.js";
import { rootStream } from "../../../numerics/random/index.js";
import type { CellCheckpoints, CellContext } from "../../../study/index.js";
import { add, mul, relu, sub, sum, type Tensor, tensor } from "../../../tensor/index.js";
import { type CurvePoint, TRAINED } from "./experiment.js";
import study, { type Params } from "./study.js";

const small = { d: 2, points: 6, width: 32, layers: 2, heads: 4, batch: 64, rate: 0.004, prompts: 400 };
/** Sizes at which nothing is learnt, for what does not need it. */
const tiny = { ...small, width: 8, layers: 1, steps: 4, batch: 4, prompts: 6 };

describe("a transformer trained on noisy linear functions of two dimensions", async () => {
  const { rows, metrics, verdicts } = await runInline(study, {
    ...small,
    classes: ["noisy-linear"],
    steps: 600,
    prompts: 2000,
    noise: 0.5,
  });
  const curves = rows as CurvePoint[];
  const error = (predictor: string, k: number) =>
    curves.find((row) => row.quantity === "error" && row.predictor === predictor && row.k === k)!;

  it("is better than averaging, beyond doubt, and within a factor 3 of ridge regression", () => {
    for (const k of [1, 2, 3]) {
      const [own, averaging, ridge] = [TRAINED, "averaging", "ridge"].map((name) => error(name, k));
      expect(own!.value + 3 * own!.stderr!, `k = ${k}`).toBeLessThan(averaging!.value);
      expect(own!.value, `k = ${k}`).toBeLessThan(3 * ridge!.value);
    }
    expect(metrics["clean_factor_ridge@noisy-linear,k=2"]!.value).toBeLessThan(3);
    expect(["holds", "undecided"]).toContain(verdicts["S1/§2.4/more-examples"]!.verdict);
    expect(["holds", "corrected"]).toContain(verdicts["S1/§2.2/bayesian-predictor"]!.verdict);
  });

  it("cannot be better than ridge regression, and its distance to it is what its error lies above", () => {
    for (const k of [2, 5]) {
      const [own, ridge] = [TRAINED, "ridge"].map((name) => error(name, k));
      const distance = curves.find((row) => row.quantity === "distance" && row.predictor === "ridge" && row.k === k)!;
      const residual = own!.value - ridge!.value - distance.value;
      expect(Math.abs(residual)).toBeLessThan(4 * Math.hypot(own!.stderr!, ridge!.stderr!));
    }
  });

  it("has a loss that falls", () => {
    const losses = curves.filter(({ quantity }) => quantity === "loss");
    expect(losses).toHaveLength(100);
    expect(losses.at(-1)!.value).toBeLessThan(0.8 * losses[0]!.value);
  });
});

it("holds every class against the baselines that fit it", async () => {
  const classes = ["linear", "sparse", "relu-network", "decision-tree", "kernel", "logistic"];
  const { rows, figures, verdicts } = await runInline(study, { ...tiny, classes });
  for (const name of classes) {
    const predictors = new Set((rows as CurvePoint[]).filter((row) => row.class === name).map((row) => row.predictor));
    expect([...predictors]).toEqual(expect.arrayContaining([TRAINED, "averaging", "least squares"]));
  }
  expect(figures.map(({ id }) => id)).toEqual([...classes.map((name) => `errors-${name}`), "distances", "losses"]);
  expect(verdicts["S1/§2.2/bayesian-predictor"]!.verdict).toBe("undecided");
});

describe("what a person brings", () => {
  const params = study.params.parse(tiny) as Params;
  const run = (context: Partial<CellContext>) => {
    const [cell] = study.cells(params, undefined, context.modules);
    const { signal } = new AbortController();
    return study.run(cell!, { stream: rootStream(1), algebra: chooseProvider("embedded"), signal, ...context });
  };
  const task: Task = { ...noisyLinearTask({ dimension: 3, noiseVariance: 1 }), name: "mine" };

  it("is learnt alone, in its own dimension", async () => {
    const rows = (await run({ modules: { task } })) as CurvePoint[];
    expect(new Set(rows.map((row) => row.class))).toEqual(new Set(["mine"]));
    expect(rows.map((row) => row.predictor)).toContain("boosting");
  });

  it("is refused with words where it draws what is no prompt", () => {
    const { check } = study.modules!.task!;
    expect(() => check({ name: "x" }, "a.ts")).toThrow(
      "invalid --task: a.ts; expected a task that works, but: invalid",
    );
    const draw: Task["draw"] = (stream, options) => {
      const prompts = task.draw(stream, options);
      return { ...prompts, y: prompts.y.map(() => Number.NaN) };
    };
    expect(() => check({ ...task, draw }, "a.ts")).toThrow("y of task mine: NaN; expected finite numbers");
    expect(() => study.modules!.model!.check({ name: "x" }, "m.ts")).toThrow("init of the model of m.ts");
  });

  it("is refused where the trained model sees its labels, though no weights near the first ones do", async () => {
    const model: SequenceModel<{ a: Tensor }> = {
      name: "late",
      init: () => ({ a: tensor([2]) }),
      apply: ({ a }, xs, ys) => add(mul(sum(xs, 2), a), mul(ys, relu(sub(0.5, a)))),
    };
    const settings = study.params.parse({ ...tiny, classes: ["linear"], rate: 1, schedule: "constant" }) as Params;
    const [cell] = study.cells(settings, undefined, { model });
    const { signal } = new AbortController();
    const context = { stream: rootStream(1), algebra: chooseProvider("embedded"), signal, modules: { model } };
    await expect(study.run(cell!, context)).rejects.toThrow(
      "invalid model late: its prediction at position 0 changes with the label at position 0",
    );
    const untrained = study.run({ ...cell!, params: { ...settings, rate: 1e-8 } }, context);
    expect(await untrained).not.toHaveLength(0);
  });

  it("goes on from its checkpoints to the same rows", async () => {
    const saved: { step: number; bytes: Uint8Array }[] = [];
    const store: CellCheckpoints = {
      save: async (bytes, step) => void saved.push({ bytes: bytes.slice(), step }),
      latest: async () => saved.at(-1),
    };
    const whole = await run({ checkpoints: () => store });
    expect(saved.map(({ step }) => step)).toEqual([4]);
    saved.length = 0;
    const controller = new AbortController();
    const stopped = run({
      checkpoints: () => store,
      signal: controller.signal,
      progress: ({ done }) => done === 2 && controller.abort(),
    });
    await expect(stopped).rejects.toThrow();
    expect(saved.map(({ step }) => step)).toEqual([2]);
    expect(await run({ checkpoints: () => store })).toEqual(whole);
  });
});
