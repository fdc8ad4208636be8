import { z } from "zod";
import { mean } from "../../../numerics/statistics/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { repeatedCells } from "../../repeated-cells.js";
import { claims } from "./claims.js";
import { approachRidge, lassoGap, logisticGap, slopeError } from "./descents.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { drawNoisyTask, isRouted, selectByValidation } from "./selection.js";

const level = z.number().min(0.001).max(100);

const params = z.strictObject({
  d: z.int().min(1).max(200).default(20).describe("dimension d of the inputs"),
  N: z.int().min(4).max(2000).default(40).describe("number N of examples in a prompt"),
  candidates: z
    .array(level)
    .min(1)
    .max(10)
    .default([0.1, 1])
    .describe("levels of noise σ between which the algorithm is selected: ridge regression with λ = dσ² for each"),
  noise: z.array(level).min(1).max(50).default([0.1, 0.2, 0.4, 0.7, 1]).describe("levels of noise σ of the prompts"),
  prompts: z.int().min(2).max(100_000).default(50).describe("prompts of each level of noise in a repetition"),
  layers: z.int().min(1).max(500).default(60).describe("layers of ReLU attention"),
  pieces: z
    .array(z.int().min(1).max(1000))
    .min(2)
    .max(30)
    .default([4, 8, 16, 32, 64])
    .describe("numbers of ReLUs for the slope of the logistic loss"),
  repetitions: z.int().min(2).max(10_000).default(16).describe("independent repetitions"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/algorithm-selection",
  version: 1,
  title: "ReLU attention runs standard algorithms, and selects among them in context",
  source: "S0 §3.2.3",
  references: [references.bai2023transformers, references.akyurek2023what],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 3 },
    paper: { params: { prompts: 1000, repetitions: 32 }, seconds: 50 },
  },
  cells: repeatedCells,
  run: (cell, context) => {
    const recorder = new Recorder(cell.repetition);
    if (cell.repetition < DESCENTS) recordDescents(recorder, cell, context);
    for (const sigma of cell.params.noise) {
      context.signal.throwIfAborted();
      recordSelection(recorder, sigma, cell.params, context);
    }
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** Repetitions in which the descents are run: they are exact, and cost more than the selections. */
const DESCENTS = 4;
/** Layers after which proximal descent on these problems has ended. */
const LASSO_LAYERS = 300;

function recordDescents(recorder: Recorder, { repetition, params }: Cell, { stream, algebra }: CellContext): void {
  const { d, N, layers, pieces } = params;
  const task = drawNoisyTask(d, N, 0.5, stream.child("descents"));
  const ridge = approachRidge(task, 0.1, layers, algebra);
  recorder.scalar("gap", ridge.gap, "ridge");
  recorder.scalar("excess_over_bound", Math.max(...ridge.errors.map((error, l) => error / ridge.bounds[l]!)));
  recorder.scalar("gap", lassoGap(task, 0.05, LASSO_LAYERS, algebra), "Lasso");
  if (repetition === 0) {
    ridge.errors.forEach((error, l) => {
      recorder.point("ridge_error", l + 1, error);
      recorder.point("ridge_bound", l + 1, ridge.bounds[l]!);
    });
    for (const count of pieces) recorder.point("slope_error", count, slopeError(count));
  }
  for (const count of pieces) {
    const gap = logisticGap(task, count, 5, algebra);
    recorder.point("logistic_gap", count, gap);
    if (count === Math.max(...pieces)) recorder.scalar("gap", gap, "logistic");
  }
}

function recordSelection(recorder: Recorder, sigma: number, params: Params, { stream, algebra }: CellContext): void {
  const { d, N, prompts, candidates } = params;
  const tasks = Array.from({ length: prompts }, (_, i) =>
    drawNoisyTask(d, N, sigma, stream.child("prompt", String(sigma), i)),
  );
  const errors = tasks.map((task) => selectByValidation(task, candidates, algebra));
  const record = (name: string, values: readonly number[]) => {
    recorder.scalar(`error_${name}`, mean(values), `sigma=${sigma}`);
    recorder.point("error", sigma, mean(values), name);
  };
  candidates.forEach((candidate, i) => {
    record(
      `ridge(${candidate})`,
      errors.map(({ fixed }) => fixed[i]!),
    );
    recorder.scalar(
      `chosen_ridge(${candidate})`,
      mean(errors.map(({ choice }) => Number(choice === i))),
      `sigma=${sigma}`,
    );
  });
  record(
    "select",
    errors.map(({ selected }) => selected),
  );
  record(
    "select, first half",
    errors.map(({ selectedHalf }) => selectedHalf),
  );
  record(
    "mixture",
    errors.map(({ mixture }) => mixture),
  );
  recorder.scalar("routed", mean(tasks.map((task) => Number(isRouted(task)))), `sigma=${sigma}`);
}
