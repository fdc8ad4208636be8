import { z } from "zod";
import { fitLaw, predictAt, profile, type RunData } from "../../../laws/fit/index.js";
import type { Form } from "../../../laws/form.js";
import { chinchilla, powerLawWithOffset, saturatingPowerLaw, withFixed } from "../../../laws/forms/index.js";
import { fitLine } from "../../../laws/plan/least-squares.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { parameterOf } from "../planted.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { FEW_SHOT, MODELS, SCRIPT, STATED } from "./tables.js";

const params = z.strictObject({
  loss: z
    .enum(["ls-raw", "ls-log"])
    .default("ls-raw")
    .describe("what the fits minimise: squares of the loss (as the handbook's script) or of its logarithm"),
  level: z.number().min(0.5).max(0.999).default(0.95).describe("level of the profile-likelihood intervals"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly params: Params;
}

/** Examples in the prompt of the columns of S1 §2.4. */
export const SHOTS = [0, 1, 5, 10] as const;

export default defineStudy<Params, Cell, Measurement>({
  id: "laws/handbook-table",
  version: 2,
  title: "The handbook's own tables, fitted",
  source: "S1 §1.5, §2.4, example 1",
  references: [references.kaplan2020scaling, references.hoffmann2022training],
  claims,
  params,
  presets: { quick: { params: {}, seconds: 2 }, paper: { params: {}, seconds: 1 } },
  cells: (params) => [{ id: "tables", params }],
  run: ({ params }) => {
    const recorder = new Recorder();
    fitModels(recorder, params);
    fitScript(recorder, params);
    fitFewShot(recorder, params);
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

const offset = powerLawWithOffset("N");

/** S1 §1.5: the table's own least squares, its forecast, and what follows with the stated offset or exponent held. */
function fitModels(recorder: Recorder, { loss, level }: Params): void {
  const data = runs(
    MODELS.map(({ N }) => N),
    MODELS.map((model) => model.loss),
  );
  const fit = fitLaw(offset, data, { loss: { kind: loss } });
  record(recorder, offset, fit.theta, "models");
  recorder.scalar(
    "rmse",
    rootMeanSquare(data, (N) => predictAt(offset, fit.theta, { N })),
    "models",
  );
  recorder.scalar("forecast", predictAt(offset, fit.theta, { N: 1e10 }), "models");
  const interval = profile(fit, data, { N: 1e10 }, level);
  recorder.scalar("forecast_low", interval.lo, "models");
  recorder.scalar("forecast_high", interval.hi, "models");
  recorder.scalar("E_high", profile(fit, data, "E", level).hi, "models");

  const held = withFixed(offset, { E: STATED.E });
  const heldFit = fitLaw(held, data, { loss: { kind: loss } });
  recorder.scalar("forecast", predictAt(held, heldFit.theta, { N: 1e10 }), "models, E = 2.10");
  const line = fitLine(
    MODELS.map(({ N }) => N ** -STATED.alpha),
    MODELS.map((model) => model.loss),
  );
  recorder.scalar("E", line.intercept, "models, α = 0.076");

  const columns = { N: data.variables.N!, D: Float64Array.from(MODELS, ({ D }) => D) };
  const { warnings } = fitLaw(chinchilla, { variables: columns, target: data.target }, { loss: { kind: loss } });
  recorder.scalar("identifiable", warnings.some(({ code }) => code === "not-identifiable") ? 0 : 1, "L(N, D)");
}

/** S1 example 1: all six points, and the last one forecast from the first five. */
function fitScript(recorder: Recorder, { loss, level }: Params): void {
  const all = runs(SCRIPT.N, SCRIPT.loss);
  const fit = fitLaw(offset, all, { loss: { kind: loss } });
  record(recorder, offset, fit.theta, "script");
  recorder.scalar("optima", fit.diagnostics.optima.length, "script");
  recorder.scalar(
    "rmse",
    rootMeanSquare(all, (N) => predictAt(offset, fit.theta, { N })),
    "script",
  );
  recorder.scalar("forecast", predictAt(offset, fit.theta, { N: 1e11 }), "script");
  const first = runs(SCRIPT.N.slice(0, 5), SCRIPT.loss.slice(0, 5));
  const partial = fitLaw(offset, first, { loss: { kind: loss } });
  record(recorder, offset, partial.theta, "script, held out");
  recorder.scalar("forecast", predictAt(offset, partial.theta, { N: 1e11 }), "script, held out");
  const interval = profile(partial, first, { N: 1e11 }, level);
  recorder.scalar("forecast_low", interval.lo, "script, held out");
  recorder.scalar("forecast_high", interval.hi, "script, held out");
}

/** S1 §2.4: each column with all three parameters free, with the stated exponent, and with a limit of 1. */
function fitFewShot(recorder: Recorder, { loss }: Params): void {
  const form = saturatingPowerLaw("N");
  const bounded = withFixed(form, { A_inf: 1 });
  for (const k of SHOTS) {
    const data = runs(FEW_SHOT.N, FEW_SHOT.accuracy[k]);
    const free = fitLaw(form, data, { loss: { kind: loss } });
    recorder.scalar("alpha", parameterOf(form, free.theta, "alpha"), `k = ${k}`);
    recorder.scalar("limit", parameterOf(form, free.theta, "A_inf"), `k = ${k}`);
    const { slope, intercept } = fitLine(
      FEW_SHOT.N.map((N) => N ** -0.1),
      FEW_SHOT.accuracy[k],
    );
    recorder.scalar("limit", intercept, `k = ${k}, α = 0.1`);
    recorder.scalar("slope", slope, `k = ${k}, α = 0.1`);
    const one = fitLaw(bounded, data, { loss: { kind: loss } });
    recorder.scalar("alpha", parameterOf(bounded, one.theta, "alpha"), `k = ${k}, A∞ = 1`);
  }
}

function runs(N: readonly number[], values: readonly number[]): RunData {
  return { variables: { N: Float64Array.from(N) }, target: Float64Array.from(values) };
}

function record(recorder: Recorder, form: Form, theta: Float64Array, series: string): void {
  for (const [j, { name }] of form.parameters.entries()) recorder.scalar(name, theta[j]!, series);
}

function rootMeanSquare({ variables, target }: RunData, law: (N: number) => number): number {
  const squares = target.reduce((sum, value, i) => sum + (value - law(variables.N![i]!)) ** 2, 0);
  return Math.sqrt(squares / target.length);
}
