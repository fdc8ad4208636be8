import { z } from "zod";
import { allocateChinchilla } from "../../../laws/plan/allocation.js";
import { chinchillaSurface } from "../../../laws/plan/surface.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { CHINCHILLA_LABELS, type ChinchillaLabel, chinchillaConstants } from "../planted.js";
import { tableCell } from "../table-runs.js";
import { BUDGETS, GOPHER, plantExperiment, resampledLaws, threeApproaches } from "./approaches.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { measureTable, recordRatios, tableExperiment } from "./table.js";

const params = z.strictObject({
  sizes: z.int().min(5).max(100).default(9).describe("sizes at each of the nine budgets"),
  width: z
    .number()
    .min(1.5)
    .max(100)
    .default(4)
    .describe("the sizes at a budget go from its best size over this to its best size times this"),
  noise: fields.noise.default(0.004),
  resamples: z.int().min(20).max(100_000).default(100).describe("bootstrap refits of the first table"),
  outliers: z.int().min(0).max(100).default(0).describe("runs of highest loss of a table given that are left out"),
  repetitions: fields.repetitions.default(6),
});
export type Params = z.infer<typeof params>;

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/compute-optimal",
  version: 3,
  title: "The best size for a budget: three approaches, one planted law",
  source: "S1 §1.1–1.4, §6.1; S0 §2.1.1",
  references: [
    references.kaplan2020scaling,
    references.hoffmann2022training,
    references.besiroglu2024chinchilla,
    references.porian2024resolving,
  ],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 2 },
    paper: { params: { resamples: 4000, repetitions: 100 }, seconds: 12 },
  },
  data: {
    leavesOutText: true,
    description:
      "a table of runs: parameters, tokens (or compute) and loss. The three approaches and the interval of tokens per parameter are taken from it, the forecast from its runs of at most a tenth of the largest compute",
  },
  cells: (params, table) => {
    if (!table) return repeatedCells(params);
    tableExperiment(table, params);
    return [tableCell(params)];
  },
  run: ({ repetition, params }, { stream, signal, table }) => {
    const recorder = new Recorder(repetition);
    if (table) {
      measureTable(recorder, tableExperiment(table, params), params, stream);
      return recorder.rows;
    }
    for (const label of CHINCHILLA_LABELS) {
      signal.throwIfAborted();
      measure(recorder, label, params, repetition, stream.child(label));
    }
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** The three approaches on runs of one law. The curves of the first repetition are kept for the figures. */
function measure(recorder: Recorder, label: ChinchillaLabel, params: Params, repetition: number, stream: Stream): void {
  const law = chinchillaConstants(label);
  const experiment = plantExperiment(law, params, stream);
  const found = threeApproaches(experiment);
  for (const { approach, exponent, optimum } of found.results) {
    recorder.scalar("exponent", exponent, `${label}, ${approach}`);
    recorder.scalar(
      "bias_of_size",
      Math.log(optimum(GOPHER)! / allocateChinchilla(law, GOPHER).N),
      `${label}, ${approach}`,
    );
    if (repetition === 0) for (const C of BUDGETS) recorder.point(`optimum, ${label}`, C, optimum(C), approach);
  }
  const best = allocateChinchilla(law, GOPHER);
  const forecast = chinchillaSurface(found.constants)(best.N, best.D);
  recorder.scalar("forecast_error", forecast / best.loss - 1, label);
  recorder.scalar("tokens_per_parameter", allocateChinchilla(found.constants, GOPHER).tokensPerParameter, label);
  if (repetition > 0) return;
  for (const { C, N, loss } of experiment.isoFlop) recorder.point(`loss, ${label}`, N, loss, C.toExponential(0));
  if (label !== "besiroglu") return;
  recordRatios(recorder, resampledLaws(found, params.resamples, stream.child("bootstrap")));
}
