import { z } from "zod";
import { fitLaw, profile } from "../../../laws/fit/index.js";
import { effective } from "../../../laws/plan/epochs.js";
import { defineStudy } from "../../../study/index.js";
import { references } from "../../references.js";
import { type Measurement, Recorder, scalarMetrics } from "../measurement.js";
import * as fields from "../parameters.js";
import { parameterOf } from "../planted.js";
import { type RepeatedCell, repeatedCells } from "../repeated-cells.js";
import { claims } from "./claims.js";
import { heldForm, plantTable } from "./experiment.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  noise: fields.noise.default(0.05),
  unique: z.number().min(1e8).max(1e14).default(25e9).describe("unique tokens U that the planned run can have"),
  compute: z.number().min(1e18).max(1e28).default(1e22).describe("budget of the planned run, FLOP"),
  repetitions: fields.repetitions.default(12),
});
export type Params = z.infer<typeof params>;

/** Epochs at which the worth of repeated tokens is given. */
export const EPOCHS = [4, 40];

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/data-constrained",
  version: 1,
  title: "Repeated data: what four epochs are worth, and what forty are",
  source: "S1 §1.3; S0 §2.1.1",
  references: [references.muennighoff2023scaling, references.hoffmann2022training],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { repetitions: 200 }, seconds: 10 },
  },
  cells: repeatedCells,
  run: ({ repetition, params }, { stream }) => {
    const recorder = new Recorder(repetition);
    const data = plantTable(params.noise, stream.child("runs"));
    const fit = fitLaw(heldForm, data);
    const R_D = parameterOf(heldForm, fit.theta, "R_D");
    recorder.scalar("R_D", R_D);
    recorder.scalar("R_N", parameterOf(heldForm, fit.theta, "R_N"));
    for (const epochs of EPOCHS) recorder.scalar("worth", effective(epochs, 1, R_D) / epochs, `${epochs} epochs`);
    const interval = profile(fit, data, "R_D");
    recorder.scalar("R_D_low", interval.lo);
    recorder.scalar("R_D_high", interval.hi);
    recorder.scalar("open_above", interval.hi === null ? 1 : 0);
    for (const { value, objective } of interval.points) recorder.point("profile", value, objective / fit.objective - 1);
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});
