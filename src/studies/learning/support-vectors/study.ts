import { z } from "zod";
import {
  type AttentionProblem,
  attentionLogits,
  attentionSvm,
  drawAttentionProblem,
  matrixCorrelation,
  optimalTokens,
  selectedTokens,
  trainAttentionLayer,
} from "../../../learning/attention-dynamics/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  n: z.int().min(1).max(50).default(4).describe("inputs n of a problem"),
  T: z.int().min(2).max(50).default(5).describe("tokens T of an input"),
  d: z.int().min(2).max(50).default(8).describe("dimension d of a token"),
  eta: z.number().positive().max(10).default(0.1).describe("length η of every step of normalised gradient descent"),
  steps: z.int().min(100).max(1_000_000).default(6000).describe("steps of gradient descent"),
  repetitions: z.int().min(2).max(10_000).default(24).describe("independent problems"),
});
export type Params = z.infer<typeof params>;

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "learning/support-vectors",
  version: 1,
  title: "Where one attention layer is driven: the direction of a support vector machine",
  source: "S0 §3.2.1",
  references: [references.tarzanagh2023transformers],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 5 },
    paper: { params: { repetitions: 100, steps: 20_000 }, seconds: 60 },
  },
  cells: repeatedCells,
  run: runCell,
  metrics: scalarMetrics,
  judge,
  figures,
});

/** Steps 1, 2, 4, … and a few between, up to the last. */
function checkpointsOf(steps: number): number[] {
  const grid = Array.from({ length: 41 }, (_, i) => Math.round(steps ** (i / 40)));
  return [...new Set(grid)];
}

/** One problem: descent with the accurate and with the naive gradient, against the SVM of the tokens that it selects. */
function runCell({ repetition, params }: RepeatedCell<Params>, { stream, signal }: CellContext): Measurement[] {
  const recorder = new Recorder(repetition);
  const problem = drawAttentionProblem(stream.child("problem"), params);
  const checkpoints = checkpointsOf(params.steps);
  const weights = trainAttentionLayer(problem, { eta: params.eta, checkpoints });
  signal.throwIfAborted();
  const naive = trainAttentionLayer(problem, { eta: params.eta, checkpoints, form: "subtracted" });
  const last = weights.at(-1)!;
  const [selected, optimal] = [selectedTokens(problem, last), optimalTokens(problem)];
  const local = attentionSvm(problem, selected);
  const global = attentionSvm(problem, optimal);
  checkpoints.forEach((step, i) => {
    recorder.point("correlation", step, matrixCorrelation(weights[i]!, local.W), "pairwise differences");
    recorder.point("correlation", step, matrixCorrelation(naive[i]!, local.W), "score less mean, as written");
    recorder.point("norm", step, Math.hypot(...weights[i]!), "‖W‖");
    recorder.point("attention", step, attentionOn(problem, weights[i]!, selected), "selected tokens");
  });
  recorder.scalar("correlation", matrixCorrelation(last, local.W), "selected tokens");
  recorder.scalar("correlation", matrixCorrelation(last, global.W), "optimal tokens");
  recorder.scalar("correlation", matrixCorrelation(naive.at(-1)!, local.W), "naive gradient");
  recorder.scalar("optimal_selected", selected.join() === optimal.join() ? 1 : 0);
  recorder.scalar("svm_margin", local.margin);
  recorder.scalar("norm_ratio", Math.hypot(...last) / Math.hypot(...local.W));
  return recorder.rows;
}

/** Mean attention on given tokens. */
function attentionOn(problem: AttentionProblem, W: Float64Array, tokens: readonly number[]): number {
  const shares = tokens.map((token, i) => {
    const logits = attentionLogits(problem, W, i);
    return 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - logits[token]!), 0);
  });
  return shares.reduce((sum, share) => sum + share, 0) / problem.n;
}
