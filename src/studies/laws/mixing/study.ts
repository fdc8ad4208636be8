import { z } from "zod";
import { fitLaw } from "../../../laws/fit/index.js";
import { centre, type MixingLaw, mixingLosses, optimalMixture, totalLoss } from "../../../laws/mixture/index.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import {
  dataOf,
  drawLaw,
  drawMixture,
  fitMixingLaw,
  type MixtureRuns,
  plantMixtures,
  printedForm,
} from "./experiment.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  domains: z.int().min(2).max(12).default(4).describe("domains M of the training data, each also a validation set"),
  runs: z.int().min(8).max(10_000).default(26).describe("mixtures that are trained on"),
  noise: fields.noise.default(0.003),
  unseen: z.int().min(1).max(100_000).default(50).describe("mixtures that are predicted"),
  repetitions: fields.repetitions.default(3).describe("independent laws, each with its own runs"),
});
export type Params = z.infer<typeof params>;

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/mixing",
  version: 1,
  title: "Data mixtures: what the mixing law says, and what of it can be known",
  source: "S0 §2.1.2",
  references: [references.ye2024mixing, references.ge2024bivariate],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 3 },
    paper: { params: { domains: 5, repetitions: 40, unseen: 1000 }, seconds: 13 },
  },
  cells: repeatedCells,
  run: ({ repetition, params }, { stream, signal }) => {
    const { domains, runs, noise } = params;
    const recorder = new Recorder(repetition);
    const truth = drawLaw(domains, stream.child("law"));
    const planted = plantMixtures(truth, runs, noise, stream.child("runs"));
    const fitted = fitMixingLaw(planted);
    signal.throwIfAborted();
    measurePredictions(recorder, truth, fitted, params, stream.child("unseen"));
    measureOptimum(recorder, truth, fitted, stream.child("search"));
    measureIdentifiability(recorder, truth, planted);
    const [own, printed] = [centre(truth), centre(fitted)];
    own.t.data.forEach((t, i) => {
      recorder.point("coefficient", t, printed.t.data[i]!, "centred");
    });
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** Mean absolute error of the total loss on mixtures that were not trained on, and its spread among them. */
function measurePredictions(
  recorder: Recorder,
  truth: MixingLaw,
  fitted: MixingLaw,
  params: Params,
  stream: Stream,
): void {
  let [error, sum, squares] = [0, 0, 0];
  for (let k = 0; k < params.unseen; k++) {
    const shares = drawMixture(params.domains, stream.child(k));
    const [actual, predicted] = [totalLoss(truth, shares), totalLoss(fitted, shares)];
    error += Math.abs(predicted - actual) / params.unseen;
    sum += actual / params.unseen;
    squares += actual ** 2 / params.unseen;
    recorder.point("prediction", actual, predicted, "unseen mixtures");
  }
  recorder.scalar("error", error);
  recorder.scalar("spread", Math.sqrt(Math.max(0, squares - sum ** 2)));
}

/** The optimum of the fitted law: its certificate, a search beside it, and what it loses under the law planted. */
function measureOptimum(recorder: Recorder, truth: MixingLaw, fitted: MixingLaw, stream: Stream): void {
  const best = optimalMixture(fitted);
  recorder.scalar("gap", best.gap);
  let searched = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 5000; k++)
    searched = Math.min(searched, totalLoss(fitted, drawMixture(fitted.t.columns, stream.child(k))));
  recorder.scalar("search_above_optimum", searched - best.loss);
  recorder.scalar("regret", totalLoss(truth, best.shares) - optimalMixture(truth).loss);
  const equal = new Float64Array(fitted.t.columns).fill(1 / fitted.t.columns);
  recorder.scalar("regret_of_equal_shares", totalLoss(truth, equal) - optimalMixture(truth).loss);
}

/** What adding 5 to all t of a domain and dividing k by e⁵ changes, and whether a fit of the printed form notices. */
function measureIdentifiability(recorder: Recorder, truth: MixingLaw, runs: MixtureRuns): void {
  const shifted = {
    ...truth,
    k: truth.k.map((k) => k * Math.exp(-5)),
    t: { ...truth.t, data: truth.t.data.map((t) => t + 5) },
  };
  const changes = runs.mixtures.flatMap((shares) => {
    const losses = mixingLosses(truth, shares);
    return [...mixingLosses(shifted, shares).map((loss, i) => Math.abs(loss / losses[i]! - 1))];
  });
  recorder.scalar("change_by_shift", Math.max(...changes));
  const { warnings } = fitLaw(printedForm(truth.t.columns), dataOf(runs, 0), { loss: { kind: "ls-log" } });
  recorder.scalar("warned", warnings.some(({ code }) => code === "not-identifiable") ? 1 : 0);
}
