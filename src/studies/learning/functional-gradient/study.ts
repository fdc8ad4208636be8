import { z } from "zod";
import { kernelDescent } from "../../../learning/constructions/index.js";
import { mean } from "../../../numerics/statistics/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { repeatedCells } from "../../repeated-cells.js";
import { claims } from "./claims.js";
import {
  descentGap,
  drawProcess,
  kernelNames,
  kernelsOf,
  normalisedError,
  type ProcessPrompts,
  posteriorMeans,
  promptOf,
  selfSimilarity,
  similaritiesOf,
  smallestEigenvalue,
  softmaxPredictions,
} from "./experiment.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  d: z.int().min(2).max(100).default(4).describe("dimension d of the inputs, on the unit sphere"),
  N: z.int().min(2).max(500).default(20).describe("number N of examples in a prompt"),
  noise: z.number().min(1e-6).max(100).default(0.01).describe("variance of the labels' noise"),
  length: z.number().min(0.01).max(100).default(0.35).describe("length of the Gaussian kernel"),
  prompts: z.int().min(2).max(100_000).default(100).describe("prompts of each kernel in a repetition"),
  layers: z.int().min(1).max(2000).default(100).describe("layers of attention, each a step over functions"),
  repetitions: z.int().min(2).max(10_000).default(12).describe("independent repetitions"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/functional-gradient",
  version: 1,
  title: "Attention as descent over functions: kernels, and what softmax and ReLU are not",
  source: "S0 §3.2.3; S1 §4.2",
  references: [references.cheng2024transformers],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 4 },
    paper: { params: { prompts: 1000, layers: 400, repetitions: 24 }, seconds: 30 },
  },
  cells: repeatedCells,
  run: ({ repetition, params }, context) => {
    const recorder = new Recorder(repetition);
    recordTable(recorder, params, context);
    recordStacks(recorder, params, context);
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** Errors of every kernel's posterior mean on labels from every kernel's drawn. */
function recordTable(recorder: Recorder, params: Params, { stream, signal }: CellContext): void {
  const kernels = kernelsOf(params.length);
  for (const labels of kernelNames) {
    signal.throwIfAborted();
    const drawn = drawProcess(kernels[labels], params, stream.child("table", labels));
    for (const by of kernelNames) {
      const error = normalisedError(posteriorMeans(drawn, kernels[by], params.noise), drawn.targets);
      recorder.scalar(`error_of_${labels}`, error, `by=${by}`);
    }
  }
}

/** Prompts for the stacks, which cost more than posterior means. */
const STACKED = 16;

/** Stacks of attention with every similarity on labels from the exponential kernel's drawn. */
function recordStacks(recorder: Recorder, params: Params, { stream, algebra }: CellContext): void {
  const { layers, length, noise } = params;
  const kernels = kernelsOf(length);
  const similarities = similaritiesOf(length);
  const drawn = drawProcess(kernels.exponential, { ...params, prompts: STACKED }, stream.child("stacks"));
  const prompts = Array.from({ length: STACKED }, (_, b) => promptOf(drawn.batch, b));
  for (const name of [...kernelNames, "ReLU"] as const) {
    const similarity = similarities[name];
    const rate = 1 / selfSimilarity[name];
    recorder.scalar("gap", descentGap(prompts[0]!, similarity, layers, rate, algebra), name);
    recorder.scalar("smallest_eigenvalue", mean(prompts.map((p) => smallestEigenvalue(p, similarity, algebra))), name);
    recordCurve(
      recorder,
      drawn,
      prompts.map((prompt) => kernelDescent(prompt, similarity, { rate, steps: layers })),
      name,
    );
  }
  const softmax = prompts.map((prompt) => softmaxPredictions(prompt, layers, algebra));
  recordCurve(recorder, drawn, softmax, "softmax");
  recordDistances(recorder, drawn, prompts, softmax, params);
  for (const name of kernelNames) {
    recorder.scalar("posterior", normalisedError(posteriorMeans(drawn, kernels[name], noise), drawn.targets), name);
  }
}

function recordCurve(
  recorder: Recorder,
  { targets }: ProcessPrompts,
  curves: readonly Float64Array[],
  name: string,
): void {
  for (let l = 0; l < curves[0]!.length; l++) {
    const predictions = curves.map((curve) => curve[l]!);
    recorder.point("error", l + 1, normalisedError(predictions, targets), name);
  }
}

/** How far softmax is from descent over functions after as many layers, and both from the posterior mean. */
function recordDistances(
  recorder: Recorder,
  drawn: ProcessPrompts,
  prompts: readonly ReturnType<typeof promptOf>[],
  softmax: readonly Float64Array[],
  { layers, noise, length }: Params,
): void {
  const step = { rate: 1 / selfSimilarity.exponential, steps: layers };
  const descent = prompts.map((p) => kernelDescent(p, similaritiesOf(length).exponential, step));
  const posterior = posteriorMeans(drawn, kernelsOf(length).exponential, noise);
  const after = (curves: readonly Float64Array[], layer: number) => Float64Array.from(curves, (c) => c.at(layer)!);
  const distance = (a: Float64Array, b: Float64Array) => Math.sqrt(normalisedError(a, b));
  recorder.scalar("distance_from_descent", distance(after(softmax, -1), after(descent, -1)), "softmax");
  recorder.scalar("distance_from_posterior", distance(after(softmax, 0), posterior), "one softmax layer");
  recorder.scalar("distance_from_posterior", distance(after(descent, -1), posterior), "deep exponential stack");
}
