import { z } from "zod";
import { type Fit, fitLaw, type Loss, type RunData } from "../../../laws/fit/index.js";
import { chinchilla } from "../../../laws/forms/index.js";
import { allocateChinchilla } from "../../../laws/plan/allocation.js";
import { chinchillaSurface } from "../../../laws/plan/surface.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { defineStudy, type Table } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import { BUDGETS, constantsFrom } from "../compute-optimal/approaches.js";
import * as fields from "../parameters.js";
import { chinchillaConstants, parameterOf, plantRuns, thetaFor } from "../planted.js";
import { recordTable, runsOf, tableCell, withoutHighest } from "../table-runs.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  sizes: z
    .int()
    .min(5)
    .max(1000)
    .default(27)
    .describe("sizes at each of the nine budgets: 27 make the 243 runs of about the published number"),
  noise: fields.noise.default(0.005),
  outliers: z
    .int()
    .min(0)
    .max(100)
    .default(5)
    .describe(
      "planted runs that went wrong: large models on little data; of a table, the runs of highest loss that are doubted",
    ),
  excess: z.number().min(0).max(10).default(0.1).describe("by which share their loss is too high"),
  repetitions: fields.repetitions.default(6),
});
export type Params = z.infer<typeof params>;

/** The losses compared. */
export const LOSSES: Readonly<Record<string, Loss>> = {
  "Huber, δ = 0.001": { kind: "huber", delta: 1e-3 },
  L1: { kind: "l1" },
  "squares of ln L": { kind: "ls-log" },
  "squares of L": { kind: "ls-raw" },
};

/** The tables compared. */
export const TABLES = ["clean", "with outliers"] as const;

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/robust-loss",
  version: 2,
  title: "The loss function decides the constants: Huber, L1, squares",
  source: "S1 §1.3, example 1",
  references: [references.hoffmann2022training, references.besiroglu2024chinchilla],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 2 },
    paper: { params: { repetitions: 200 }, seconds: 40 },
  },
  data: {
    leavesOutText: true,
    description:
      "a table of runs: parameters, tokens (or compute) and loss. Chinchilla's law is fitted to it by each loss function, with all runs and without those of highest loss",
  },
  cells: (params, table) => {
    if (!table) return repeatedCells(params);
    tablesOf(table, params);
    return [tableCell(params)];
  },
  run: ({ repetition, params }, { stream, signal, table }) => {
    const recorder = new Recorder(repetition);
    const tables = table ? tablesOf(table, params) : plantTables(params, stream);
    if (table) recordTable(recorder, table.rows);
    for (const kind of TABLES) {
      signal.throwIfAborted();
      for (const [name, loss] of Object.entries(LOSSES)) {
        const fit = fitLaw(chinchilla, tables[kind], { loss });
        record(recorder, fit, `${name}, ${kind}`);
        if (table) recordErrors(recorder, fit, `${name}, ${kind}`);
      }
    }
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

function record(recorder: Recorder, fit: Fit, series: string): void {
  const constants = constantsFrom(fit.theta);
  for (const [name, value] of Object.entries(constants)) recorder.scalar(name, value, series);
  const planned = allocateChinchilla(chinchillaConstants("besiroglu"), 1e24);
  recorder.scalar("forecast_error", chinchillaSurface(constants)(planned.N, planned.D) / planned.loss - 1, series);
}

/** Relative standard errors of the constants, and how far the published refit is from them: the greatest |ln ratio|. */
function recordErrors(recorder: Recorder, { theta, standardErrors }: Fit, series: string): void {
  const distances = Object.entries(chinchillaConstants("besiroglu")).map(([name, published]) => {
    const value = parameterOf(chinchilla, theta, name);
    recorder.scalar(`${name}_relative_error`, parameterOf(chinchilla, standardErrors, name) / value, series);
    return Math.abs(Math.log(published / value));
  });
  recorder.scalar("distance_of_refit", Math.max(...distances), series);
}

type Tables = Readonly<Record<(typeof TABLES)[number], RunData>>;

/** A person's table, and without the runs of highest loss. @throws InputError for one that the law cannot be fitted to. */
function tablesOf(table: Table, { outliers }: Params): Tables {
  const runs = runsOf(table, ["N", "D"]);
  return { clean: withoutHighest(runs, outliers), "with outliers": runs };
}

function plantTables(params: Params, stream: Stream): Tables {
  const clean = plantTable(params, stream.child("runs"));
  return { clean, "with outliers": spoil(clean, params) };
}

/** Runs of the refit's law: sizes from a fifth to five times the best at each budget, by rising budget and size. */
function plantTable({ sizes, noise }: Params, stream: Stream): RunData {
  const law = chinchillaConstants("besiroglu");
  const runs = BUDGETS.flatMap((C) => {
    const best = allocateChinchilla(law, C).N;
    return Array.from({ length: sizes }, (_, i) => 5 ** ((2 * i) / (sizes - 1) - 1) * best).map((N) => ({
      N,
      D: C / (6 * N),
    }));
  });
  const variables = { N: Float64Array.from(runs, ({ N }) => N), D: Float64Array.from(runs, ({ D }) => D) };
  return plantRuns(chinchilla, thetaFor(chinchilla, { ...law }), variables, noise, stream);
}

/** The table with the loss of the runs with the fewest tokens raised. */
function spoil({ variables, target }: RunData, { outliers, excess }: Params): RunData {
  const order = Array.from(target.keys()).sort((a, b) => variables.D![a]! - variables.D![b]!);
  const wrong = new Set(order.slice(0, outliers));
  return { variables, target: target.map((loss, i) => (wrong.has(i) ? loss * (1 + excess) : loss)) };
}
