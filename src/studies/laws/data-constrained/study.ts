import { z } from "zod";
import { type Fit, fitLaw, profile, type RunData } from "../../../laws/fit/index.js";
import type { Form } from "../../../laws/form.js";
import { dataConstrained, withFixed } from "../../../laws/forms/index.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { parameterOf } from "../planted.js";
import { recordTable, runsOf, tableCell } from "../table-runs.js";
import { claims } from "./claims.js";
import { HELD, heldForm, plantTable, worth } from "./experiment.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  noise: fields.noise.default(0.05),
  unique: z.number().min(1e8).max(1e14).default(25e9).describe("unique tokens U that the planned run can have"),
  compute: z.number().min(1e18).max(1e28).default(1e22).describe("budget of the planned run, FLOP"),
  hold: z
    .boolean()
    .default(true)
    .describe("hold all constants but R_D and R_N at the published values, as the authors did; false: fit them too"),
  repetitions: fields.repetitions.default(12),
});
export type Params = z.infer<typeof params>;

/** Epochs at which the worth of repeated tokens is given. */
export const EPOCHS = [4, 40];

const VARIABLES = ["N", "D", "U"];

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/data-constrained",
  version: 3,
  title: "Repeated data: what four epochs are worth, and what forty are",
  source: "S1 §1.3; S0 §2.1.1",
  references: [references.muennighoff2023scaling, references.hoffmann2022training],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 2 },
    paper: { params: { repetitions: 200 }, seconds: 10 },
  },
  data: {
    leavesOutText: true,
    description:
      "a table of runs: parameters, tokens seen, unique tokens (or epochs) and loss. R_D is fitted to it and profiled; with hold=false the law's other constants are fitted too",
  },
  cells: (params, table) => {
    if (!table) return repeatedCells(params);
    runsOf(table, VARIABLES);
    return [tableCell(params)];
  },
  run: ({ repetition, params }, { stream, table }) => {
    const recorder = new Recorder(repetition);
    if (table) recordTable(recorder, table.rows);
    const data = table ? runsOf(table, VARIABLES) : plantTable(params.noise, stream.child("runs"));
    const form = params.hold ? heldForm : dataConstrained;
    const { objective } = measure(recorder, data, form);
    for (const R_D of table ? HELD : []) {
      const held = fitLaw(withFixed(form, { R_D }), data);
      recorder.scalar("rise", held.objective / objective - 1, `R_D = ${R_D.toFixed(1)}`);
    }
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** R_D and R_N, what repeated tokens are worth by them, and R_D's profile. */
function measure(recorder: Recorder, data: RunData, form: Form): Fit {
  const fit = fitLaw(form, data);
  const R_D = parameterOf(form, fit.theta, "R_D");
  recorder.scalar("R_D", R_D);
  recorder.scalar("R_N", parameterOf(form, fit.theta, "R_N"));
  for (const epochs of EPOCHS) recorder.scalar("worth", worth(epochs, R_D), `${epochs} epochs`);
  const { lo, hi, points } = profile(fit, data, "R_D");
  recorder.scalar("R_D_low", lo);
  recorder.scalar("R_D_high", hi);
  recorder.scalar("open_above", hi === null ? 1 : 0);
  for (const { value, objective } of points) recorder.point("profile", value, objective / fit.objective - 1);
  return fit;
}
