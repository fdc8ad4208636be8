import { z } from "zod";
import { invalid } from "../../../numerics/errors.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import { claims } from "./claims.js";
import { askPairs, continueSequences, recordMaps } from "./experiment.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  V: z.int().min(4).max(200).default(50).describe("size V of the vocabulary"),
  half: z.int().min(2).max(100).default(25).describe("tokens of a sequence before it repeats; at most V"),
  beta: z
    .array(z.number().min(0).max(500))
    .min(1)
    .max(50)
    .default([1, 2, 3, 4, 5, 7, 10, 15, 20, 50])
    .describe("what a match adds to an attention logit, β; the largest is judged"),
  pairs: z
    .int()
    .min(1)
    .max(50)
    .default(8)
    .describe("pairs of input and output in a prompt of the new task; at most V/2 − 1"),
  sequences: z.int().min(1).max(10_000).default(10).describe("random sequences, and prompts, of a repetition"),
  repetitions: z.int().min(2).max(10_000).default(6).describe("independent repetitions"),
});
export type Params = z.infer<typeof params>;

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "learning/induction",
  version: 1,
  title: "An induction head by hand: in-context learning by copying",
  source: "S1 §2.1; S0 §3.2",
  references: [references.olsson2022context],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 2 },
    paper: { params: { sequences: 50, repetitions: 20 }, seconds: 15 },
  },
  cells: (params) => {
    if (params.half > params.V) throw invalid("half", params.half, `at most the vocabulary, ${params.V}`);
    const most = Math.floor(params.V / 2) - 1;
    if (params.pairs > most) throw invalid("pairs", params.pairs, `at most V/2 − 1, ${most}`);
    return repeatedCells(params);
  },
  run: runCell,
  metrics: scalarMetrics,
  judge,
  figures,
});

function runCell({ repetition, params }: RepeatedCell<Params>, context: CellContext): Measurement[] {
  const recorder = new Recorder(repetition);
  continueSequences(recorder, params, context);
  askPairs(recorder, params, context);
  if (repetition === 0) recordMaps(recorder, context);
  return recorder.rows;
}
