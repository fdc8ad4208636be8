import { z } from "zod";
import { drawPool } from "../../../learning/tasks/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { bayesErrors, infiniteRisk, kinds, linearRisks } from "./pools.js";

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
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
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
      },
      seconds: 160,
    },
  },
  cells: (params) =>
    params.tasks.flatMap((M) =>
      Array.from({ length: params.repetitions }, (_, repetition) => ({
        id: `M=${M},repetition=${repetition}`,
        M,
        repetition,
        params,
      })),
    ),
  run: runCell,
  metrics: (rows, params) => ({
    ...scalarMetrics(rows),
    linear_limit: { value: infiniteRisk(params), stderr: null, n: 1 },
  }),
  judge,
  figures,
});

/** Every learner on a pool of M tasks: errors on the pool's tasks (`pre`) and on fresh ones (`true`). */
function runCell({ M, repetition, params }: Cell, { stream, algebra, signal }: CellContext): Measurement[] {
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
