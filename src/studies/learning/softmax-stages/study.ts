import { z } from "zod";
import { countPrompts, type FeatureTask } from "../../../learning/attention-dynamics/index.js";
import { invalid } from "../../../numerics/errors.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { claims } from "./claims.js";
import { TASKS, type TaskName, taskOf, trainLayer, tryLinearClass } from "./experiment.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  K: z.int().min(2).max(6).default(4).describe("number K of orthonormal features"),
  dominant: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.7)
    .describe("probability of the first feature in the imbalanced task; the others share the rest"),
  N_balanced: z.int().min(1).max(100).default(30).describe("examples N in a prompt of the balanced task"),
  N: z.int().min(1).max(100).default(40).describe("examples N in a prompt of the imbalanced task"),
  eta: z.number().positive().max(100).default(4).describe("step η of gradient descent"),
  batch: z.int().min(1).max(100_000).default(256).describe("fresh prompts of each step"),
  steps_balanced: z.int().min(60).max(100_000).default(400).describe("steps on the balanced task"),
  steps: z.int().min(60).max(100_000).default(1200).describe("steps on the imbalanced task"),
  d: z.int().min(1).max(50).default(4).describe("dimension d of the Gaussian inputs that the layer is tried on"),
  lengths: z
    .array(z.int().min(1).max(100_000))
    .min(1)
    .max(100)
    .default([10, 20, 40, 80, 160, 320])
    .describe("prompt lengths N of the trial on Gaussian inputs"),
  prompts: z.int().min(10).max(1_000_000).default(300).describe("prompts of that trial for each length"),
  repetitions: z.int().min(2).max(10_000).default(4).describe("independent runs of stochastic gradient descent"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  /** What it does: the exact gradient flow of a task, a run of SGD on it, or the trial on Gaussian inputs. */
  readonly kind: "population" | "sgd" | "gaussian";
  readonly task: TaskName;
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/softmax-stages",
  version: 1,
  title: "One softmax layer learns in stages: frequent features first",
  source: "S0 §3.2.3",
  references: [references.huang2024context],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 6 },
    paper: { params: { repetitions: 30, prompts: 3000 }, seconds: 40 },
  },
  cells: (params) => {
    for (const task of TASKS) requireFewPrompts(taskOf(task, params));
    return cellsOf(params);
  },
  run: runCell,
  metrics: scalarMetrics,
  judge,
  figures,
});

/** Prompts whose exact mean is still taken in seconds. */
const MOST_PROMPTS = 200_000;

/** @throws InputError where the exact means would take too many different prompts. */
function requireFewPrompts(task: FeatureTask): void {
  const count = countPrompts(task);
  const expected = `at most ${MOST_PROMPTS} for exact means (fewer features K or shorter prompts)`;
  if (count > MOST_PROMPTS) throw invalid("number of different prompts", count, expected);
}

/** The exact descents, the runs of SGD, and the trials on Gaussian inputs. */
function cellsOf(params: Params): Cell[] {
  return [
    ...TASKS.map((task) => ({ id: `population,${task}`, kind: "population" as const, task, repetition: 0, params })),
    ...Array.from({ length: params.repetitions }, (_, repetition) => repetition).flatMap((repetition) => [
      ...TASKS.map((task) => ({ id: `sgd,${task},${repetition}`, kind: "sgd" as const, task, repetition, params })),
      { id: `gaussian,${repetition}`, kind: "gaussian", task: "balanced", repetition, params } as const,
    ]),
  ];
}

function runCell({ kind, task, repetition, params }: Cell, { stream, signal }: CellContext): Measurement[] {
  const recorder = new Recorder(repetition);
  if (kind === "gaussian") tryLinearClass(recorder, params, stream);
  else trainLayer(recorder, task, params, { signal, ...(kind === "sgd" ? { stream } : {}) });
  return recorder.rows;
}
