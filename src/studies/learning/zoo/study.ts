import { z } from "zod";
import { buildSpinGlass, drawTasks, generalizationError, groundState } from "../../../spinglass/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { distinctNames } from "../../distinct-names.js";
import * as fields from "../../prompt-parameters.js";
import { references } from "../../references/index.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { metrics } from "./metrics.js";
import { testError } from "./test-error.js";
import { linearModels, type ModelName, softmaxModels, trainModel } from "./training.js";

const params = z.strictObject({
  models: distinctNames([...linearModels, ...softmaxModels])
    .default(["sla", "fla", "mhla", "sa", "tf"])
    .describe(
      "who learns: simplified, full, multi-head linear attention, softmax attention, the small encoder of eqs (166)-(169)",
    ),
  P: fields.P.default(10_000),
  D: fields.D.default(20),
  N: fields.sweepN.default([50, 100, 200]),
  lambda: z
    .number()
    .min(1e-9)
    .max(1e6)
    .default(0.01)
    .describe("strength λ of the regulariser in theory, eq. (123), and weight decay of the linear models in training"),
  decay: z.number().min(0).max(1).default(0.001).describe("weight decay of the models with a softmax"),
  epochs: z.int().min(1).max(100_000).default(10).describe("passes over the tasks"),
  batch: z.int().min(1).max(100_000).default(50).describe("tasks in a minibatch"),
  rate: z.number().min(1e-6).max(1).default(0.01).describe("learning rate of Adam at first; it falls linearly to 0"),
  prompts: z
    .int()
    .min(2)
    .max(1_000_000)
    .default(4000)
    .describe("fresh prompts for the test error, where it is not exact"),
  repetitions: fields.repetitions.default(2),
});
export type Params = z.infer<typeof params>;

/** `theory`: the exact ground state at λ. `minimum`: the same at λ/2, the minimum of the loss that training descends on. */
export type Learner = ModelName | "theory" | "minimum";

interface Cell {
  readonly id: string;
  readonly model: ModelName | "theory";
  readonly N: number;
  readonly repetition: number;
  readonly params: Params;
}

export type Row = {
  readonly model: Learner;
  readonly N: number;
  readonly repetition: number;
  /** Test error in units of the labels' variance, and its standard error over test prompts: 0 where it is exact. */
  readonly eps: number;
  readonly stderr: number;
  /** Mean squared error on the training tasks at the end; null for what is not trained. */
  readonly train: number | null;
};

export default defineStudy<Params, Cell, Row>({
  id: "learning/zoo",
  version: 1,
  title: "The zoo of attention: linear and softmax models on linear regression",
  source: "S2 §5.4.2, fig. 15",
  references: [references.li2025spinglass, references.zhang2024trained, references.bartlett1933theory],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 55 },
    paper: {
      params: { N: [20, 50, 100, 200], epochs: 150, prompts: 20_000, repetitions: 100 },
      seconds: 40_000,
      estimatedFrom: "the processor time of the quick preset's epochs",
    },
  },
  cells,
  run: runCell,
  metrics,
  judge,
  figures,
});

/** The longest first, so that two workers end together. */
function cells(params: Params): Cell[] {
  const byCost = (["tf", "sa", "mhla", "fla", "sla"] as const).filter((model) => params.models.includes(model));
  const lengths = [...new Set(params.N)].sort((a, b) => b - a);
  return lengths.flatMap((N) =>
    [...byCost, "theory" as const].flatMap((model) =>
      Array.from({ length: params.repetitions }, (_, repetition) => {
        return { id: `model=${model},N=${N},repetition=${repetition}`, model, N, repetition, params };
      }),
    ),
  );
}

async function runCell(cell: Cell, context: CellContext): Promise<Row[]> {
  const { model, N, repetition, params } = cell;
  if (model === "theory") return theoryRows(cell, context);
  const { stream, signal, progress, checkpoints } = context;
  const { D, lambda, decay, prompts } = params;
  const isLinear = (linearModels as readonly string[]).includes(model);
  const store = checkpoints?.("training");
  const { weights, trainingError } = await trainModel(
    model,
    { D, N },
    { ...params, decay: isLinear ? lambda : decay },
    {
      stream: stream.child("training"),
      signal,
      onStep: (done, of, loss) => progress?.({ done, of, values: { loss } }),
      ...(store && { store }),
    },
  );
  const error = await testError(model, weights, { D, N }, prompts, stream.child("test"));
  return [{ model, N, repetition, ...error, train: trainingError }];
}

/** The exact test errors of the ground states at λ and at λ/2, on tasks of their own. */
function theoryRows({ N, repetition, params }: Cell, { stream, algebra }: CellContext): Row[] {
  const { P, D, lambda } = params;
  const glass = buildSpinGlass(drawTasks(stream.child("tasks"), { P, D, N }), algebra);
  const row = (model: Learner, strength: number): Row => {
    const eps = generalizationError(groundState(glass, strength, algebra), { D, N });
    return { model, N, repetition, eps, stderr: 0, train: null };
  };
  return [row("theory", lambda), row("minimum", lambda / 2)];
}
