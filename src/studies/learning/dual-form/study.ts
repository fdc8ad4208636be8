import { z } from "zod";
import { dualOutput } from "../../../learning/constructions/index.js";
import { invalid } from "../../../numerics/errors.js";
import { mean } from "../../../numerics/statistics/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { repeatedCells } from "../../repeated-cells.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { contextEffect, drawProblem, impliedUpdate, kinds, queriesOf, unexplainedShare } from "./implicit-update.js";
import { judge } from "./judge.js";
import { drawClasses, dualGap, trainOnClasses } from "./training.js";

const params = z.strictObject({
  d: z.int().min(1).max(200).default(8).describe("dimension d of inputs and tokens"),
  hidden: z.int().min(1).max(1000).default(32).describe("hidden units of the network that is trained"),
  classes: z.int().min(2).max(20).default(3).describe("classes of its examples"),
  steps: z.int().min(2).max(10_000).default(90).describe("steps of its training, one example each"),
  rate: z.number().positive().max(1).default(0.03).describe("learning rate"),
  contexts: z
    .array(z.int().min(1).max(500))
    .min(1)
    .max(50)
    .default([1, 2, 4, 8, 16, 32])
    .describe("numbers of demonstrations in the context of the attention head"),
  queries: z.int().min(20).max(10_000).default(200).describe("queries on which the context's effect is measured"),
  repetitions: z.int().min(2).max(10_000).default(16).describe("independent networks, heads and contexts"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/dual-form",
  version: 1,
  title: "The dual form: a trained layer is linear attention over its training examples",
  source: "S0 §3.2.1; S1 §2.5",
  references: [references.irie2022dual, references.dai2023why, references.aizerman1964theoretical],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 2 },
    paper: { params: { hidden: 800, steps: 3000, queries: 2000, repetitions: 32 }, seconds: 55 },
  },
  cells,
  run: ({ repetition, params }, context) => {
    const recorder = new Recorder(repetition);
    recordTraining(recorder, params, context.stream.child("training"));
    context.signal.throwIfAborted();
    recordContexts(recorder, params, context);
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** @throws InputError for fewer queries than the fit of an update needs. */
function cells(params: Params): Cell[] {
  const least = 4 * (params.d + 1);
  if (params.queries < least) throw invalid("queries", params.queries, `at least ${least}, 4(d + 1)`);
  return repeatedCells(params);
}

/** Test inputs of a repetition. */
const TESTS = 20;

function recordTraining(recorder: Recorder, params: Params, stream: CellContext["stream"]): void {
  const draw = drawClasses(params, stream.child("examples"));
  const { examples, network } = trainOnClasses(params, draw, stream.child("network"));
  const tests = Array.from({ length: TESTS }, (_, i) => draw(i % params.classes));
  recorder.scalar(
    "dual_gap",
    dualGap(
      network,
      tests.map(({ input }) => input),
    ),
  );
  const [own, other]: [number[], number[]] = [[], []];
  tests.forEach(({ input, label }, i) => {
    const attention = dualOutput(network.traces, input).attention.at(-1)!;
    attention.forEach((score, t) => {
      const same = examples[t]!.label === label;
      (same ? own : other).push(score);
      if (i === 0) recorder.point("attention", t + 1, score, same ? "same class" : "another class");
    });
  });
  if (own.length > 0) recorder.scalar("attention", mean(own), "same class");
  if (other.length > 0) recorder.scalar("attention", mean(other), "another class");
}

function recordContexts(recorder: Recorder, params: Params, { stream, algebra }: CellContext): void {
  const { d, queries, contexts } = params;
  for (const context of contexts) {
    const problem = drawProblem({ d, context, own: 2, queries }, stream.child("head", context));
    const inputs = queriesOf(problem);
    for (const kind of kinds) {
      const effect = contextEffect(problem, kind, algebra);
      const share = unexplainedShare(inputs, effect, algebra);
      recorder.point("unexplained", context, share, kind);
      if (context === Math.max(...contexts)) recorder.scalar("unexplained", share, kind);
      if (kind === "softmax") continue;
      const implied = algebra.gemm(inputs, impliedUpdate(problem, algebra), { transposeB: true });
      recorder.point("update_gap", context, Math.max(...effect.data.map((v, k) => Math.abs(v - implied.data[k]!))));
    }
  }
}
