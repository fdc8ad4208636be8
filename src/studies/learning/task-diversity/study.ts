import { z } from "zod";
import { drawPool } from "../../../learning/tasks/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { bayesErrors, infiniteRisk, kinds, linearRisks } from "./pools.js";
import { transformerErrors } from "./transformer.js";

const params = z.strictObject({
  d: z.int().min(1).max(100).default(8).describe("dimension d of the inputs"),
  N: z.int().min(1).max(1000).default(15).describe("examples N before the query; a prompt has N + 1 points"),
  tasks: z
    .array(z.int().min(1).max(1_048_576))
    .min(1)
    .max(50)
    .default([1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096])
    .describe("numbers M of pre-training tasks"),
  noise: z.number().min(1e-6).max(100).default(0.25).describe("variance of the labels' noise"),
  pools: z.int().min(1).max(10_000).default(25).describe("pools of a repetition, for the exact errors"),
  prompts: z.int().min(2).max(100_000).default(60).describe("prompts of a repetition, for the Bayes predictors"),
  repetitions: z.int().min(2).max(10_000).default(8).describe("independent repetitions"),
  transformer: z
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .describe("training steps of a transformer; 0: none is trained"),
  transformerTasks: z
    .array(z.int().min(1).max(1_048_576))
    .max(50)
    .default([16, 256, 4096])
    .describe("numbers M of pre-training tasks of the transformer, one training each"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly learner: "exact" | "transformer";
  readonly M: number;
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/task-diversity",
  version: 1,
  title: "Task diversity: when does a learner leave its pre-training tasks?",
  source: "S0 §3.2.2; S1 §6.2",
  references: [references.raventos2023pretraining, references.zhang2024trained, references.xie2022explanation],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 4 },
    paper: {
      params: {
        tasks: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768],
        prompts: 200,
        repetitions: 16,
        transformer: 20_000,
        transformerTasks: [4, 64, 1024, 16_384],
      },
      seconds: 2000,
      estimatedFrom: "400 measured steps of a transformer on a busy machine",
    },
  },
  cells: (params) => [...transformerCells(params), ...exactCells(params)],
  run: (cell, context) => (cell.learner === "transformer" ? trainTransformer(cell, context) : runExact(cell, context)),
  metrics: (rows, params) => ({
    ...scalarMetrics(rows),
    linear_limit: { value: infiniteRisk(params), stderr: null, n: 1 },
  }),
  judge,
  figures,
});

function transformerCells(params: Params): Cell[] {
  const { transformer, transformerTasks } = params;
  if (transformer === 0) return [];
  return transformerTasks.map((M) => ({
    id: `transformer,M=${M}`,
    learner: "transformer",
    M,
    repetition: 0,
    params,
  }));
}

function exactCells(params: Params): Cell[] {
  return params.tasks.flatMap((M) =>
    Array.from({ length: params.repetitions }, (_, repetition) => {
      return { id: `M=${M},repetition=${repetition}`, learner: "exact", M, repetition, params } as const;
    }),
  );
}

async function trainTransformer({ M, params }: Cell, context: CellContext): Promise<Measurement[]> {
  return (await transformerErrors({ ...params, M }, params.transformer, context)).rows;
}

/** Every learner on a pool of M tasks: errors on the pool's tasks (`pre`) and on fresh ones (`true`). */
function runExact({ M, repetition, params }: Cell, { stream, algebra, signal }: CellContext): Measurement[] {
  const recorder = new Recorder(repetition);
  const sizes = { ...params, M };
  const linear = linearRisks(sizes, params.pools, stream, algebra);
  const pool = drawPool(stream.child("pool", 0), M, params.d);
  for (const kind of kinds) {
    signal.throwIfAborted();
    const bayes = bayesErrors(pool, kind, sizes, params.prompts, stream.child(kind), algebra);
    const record = (name: string, value: number) => recorder.scalar(`${name}_${kind}`, value, `M=${M}`);
    record("linear", linear[kind]);
    record("linear_residual", bayes.linearResidual);
    record("dmmse", bayes.dmmse);
    record("ridge", bayes.ridge);
    record("dmmse_last", bayes.dmmseLast);
    record("ridge_last", bayes.ridgeLast);
  }
  return recorder.rows;
}
