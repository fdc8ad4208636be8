import { z } from "zod";
import { bestStep } from "../../../learning/constructions/index.js";
import { mean } from "../../../numerics/statistics/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { repeatedCells } from "../../repeated-cells.js";
import { claims } from "./claims.js";
import {
  causalLayerGap,
  descentPredictions,
  drawTask,
  geluScales,
  geluStepError,
  onlineLimitGap,
  predictionsOf,
  type Task,
  uniformInputs,
  unitStepPrediction,
  variants,
} from "./experiment.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  d: z.int().min(1).max(200).default(10).describe("dimension d of the inputs, uniform on [−1, 1]"),
  N: z.int().min(2).max(1000).default(10).describe("number N of examples in a prompt"),
  eta: z
    .number()
    .positive()
    .max(10)
    .default(1)
    .describe("step η of the deep stacks; a layer takes η/N of the gradient"),
  layers: z.int().min(1).max(1000).default(20).describe("layers of the deep stacks"),
  prompts: z.int().min(2).max(100_000).default(40).describe("prompts of a repetition, for the deep stacks"),
  steps: z
    .array(z.number().positive().max(100))
    .min(1)
    .max(100)
    .default([0.25, 0.5, 1, 1.25, 1.5, 2, 2.5, 3])
    .describe("steps η at which the loss of one layer is measured"),
  repetitions: z.int().min(2).max(10_000).default(8).describe("independent repetitions"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/gradient-descent",
  version: 1,
  title: "Linear attention takes gradient steps: exactly, causally, and where it stops",
  source: "S0 §3.2.1; S1 §2.3",
  references: [
    references.vonoswald2023transformers,
    references.vonoswald2023uncovering,
    references.ding2024causallm,
    references.akyurek2023what,
  ],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 2 },
    paper: { params: { prompts: 2048, repetitions: 16 }, seconds: 65 },
  },
  cells: repeatedCells,
  run: runCell,
  metrics: scalarMetrics,
  judge,
  figures,
});

function runCell({ repetition, params }: Cell, { stream, algebra, signal }: CellContext): Measurement[] {
  const { d, N, prompts, eta } = params;
  const recorder = new Recorder(repetition);
  const tasks = Array.from({ length: prompts }, (_, i) => drawTask(d, N, stream.child("prompt", i)));
  const few = tasks.slice(0, 2);
  recorder.scalar("gap", Math.max(...few.map((task) => causalLayerGap(task, eta, algebra))), "causal layer");
  recorder.scalar("gap", Math.max(...few.map((task) => onlineLimitGap(task, algebra))), "deep causal, online");
  for (const scale of geluScales) {
    const error = Math.max(...few.map((task) => geluStepError(task, eta, scale)));
    recorder.point("gelu_error", scale, error);
    if (scale === Math.min(...geluScales)) recorder.scalar("gelu_error", error);
  }
  signal.throwIfAborted();
  recordStacks(recorder, tasks, params, algebra, signal);
  recordSteps(recorder, params, stream, algebra);
  return recorder.rows;
}

/** Distance of each variant from gradient descent, layer by layer, and the loss of each. */
function recordStacks(
  recorder: Recorder,
  tasks: readonly Task[],
  { eta, layers }: Params,
  algebra: CellContext["algebra"],
  signal: AbortSignal,
): void {
  const runs = tasks.map((task) => {
    signal.throwIfAborted();
    return {
      target: task.target,
      descent: descentPredictions(task, eta, layers),
      stacks: predictionsOf(task, { eta, layers }, algebra),
    };
  });
  const first = runs[0]!;
  const square = mean(runs.map(({ target }) => target ** 2));
  for (const variant of variants) {
    for (let l = 0; l < layers; l++) {
      const differences = runs.map(({ stacks, descent }) => (stacks[variant][l]! - descent[l]!) ** 2);
      const errors = runs.map(({ stacks, target }) => (stacks[variant][l]! - target) ** 2);
      recorder.point("distance", l + 1, Math.sqrt(mean(differences) / square), variant);
      recorder.point("loss_of_stack", l + 1, mean(errors) / square, variant);
      recorder.point("prediction", l + 1, first.stacks[variant][l]!, variant);
      if (l === 0 || l === layers - 1) {
        recorder.scalar(`distance_${l === 0 ? "first" : "last"}`, Math.sqrt(mean(differences) / square), variant);
      }
    }
  }
  first.descent.forEach((prediction, l) => {
    recorder.point("prediction", l + 1, prediction, "gradient descent");
  });
  const gaps = runs.flatMap(({ stacks, descent }) => [
    ...stacks["examples only"].map((prediction, l) => relativeGap(prediction, descent[l]!)),
  ]);
  recorder.scalar("gap", Math.max(...gaps), "stack");
}

/** |a − b|, as a share of b where that is above 1. */
function relativeGap(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1, Math.abs(b));
}

/** The loss of one layer at every step, on prompts of its own: one layer is cheap. */
function recordSteps(
  recorder: Recorder,
  params: Params,
  stream: CellContext["stream"],
  algebra: CellContext["algebra"],
) {
  const { d, N, steps, prompts } = params;
  const answers = Array.from({ length: 10 * prompts }, (_, i) => {
    const task = drawTask(d, N, stream.child("one layer", i));
    return { target: task.target, unit: unitStepPrediction(task, algebra) };
  });
  const lossAt = (eta: number) => mean(answers.map(({ target, unit }) => (target - eta * unit) ** 2));
  for (const eta of steps) recorder.point("loss", eta, lossAt(eta));
  recorder.scalar("loss_best", lossAt(bestStep(uniformInputs(params))));
}
