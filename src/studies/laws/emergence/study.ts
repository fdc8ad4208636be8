import { z } from "zod";
import { apparentThreshold, exactMatch, mirageAccuracy, perTokenAccuracy } from "../../../laws/emergence/mirage.js";
import {
  expectedBiasedPassRate,
  logMinusLog,
  passRateBiased,
  passRateUnbiased,
} from "../../../laws/emergence/pass-until.js";
import { fitLaw } from "../../../laws/fit/index.js";
import { sigmoidIn, startNear } from "../../../laws/forms/index.js";
import { fitLine } from "../../../laws/plan/least-squares.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { parameterOf } from "../planted.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { emergentAbility, SIZES } from "./handbook.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  alpha: fields.exponent.default(0.3).describe("exponent α of the loss of a token, (N_1/N)^α nats"),
  critical: z.number().min(1).max(1e15).default(1e7).describe("size N_1 at which that loss is 1 nat"),
  length: z.int().min(2).max(1000).default(10).describe("tokens of an answer, all of which must be right"),
  items: z.int().min(10).max(1_000_000).default(200).describe("test questions for each model"),
  passes: z.int().min(2).max(1000).default(20).describe("passes until which PassUntil samples each model"),
  repetitions: fields.repetitions.default(20).describe("independent test sets"),
});
export type Params = z.infer<typeof params>;

/** Sizes of the planted models; those up to {@link SMALL} are “small”. */
export const MODELS = Array.from({ length: 11 }, (_, i) => 10 ** (7 + i / 2));
/** Largest small model. */
export const SMALL = 1e9;

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/emergence",
  version: 1,
  title: "Emergence: jumps of a metric, and what is smooth beneath",
  source: "S1 §3.3, §3.4, example 3, core formulas; S0 §3.1.1",
  references: [references.wei2022emergent, references.schaeffer2023emergent, references.hu2023predicting],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { items: 2000, passes: 50, repetitions: 200 }, seconds: 10 },
  },
  cells: repeatedCells,
  run: ({ repetition, params }, { stream }) => {
    const recorder = new Recorder(repetition);
    testModels(recorder, params, stream.child("tests"));
    passUntil(recorder, params, stream.child("pass-until"));
    if (repetition === 0) closedForms(recorder, params);
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** An ordinary test of each model: whole answers and tokens; and what the small ones say about the largest. */
function testModels(recorder: Recorder, { alpha, critical, length, items }: Params, stream: Stream): void {
  const accuracies: number[] = [];
  const tokens = MODELS.map((N) => {
    const p = perTokenAccuracy(mirageAccuracy(N, { critical, alpha }, length), length);
    let [answers, right] = [0, 0];
    for (let item = 0; item < items; item++) {
      let good = 0;
      for (let token = 0; token < length; token++) if (stream.uniform() < p) good++;
      right += good;
      if (good === length) answers++;
    }
    accuracies.push(answers / items);
    recorder.point("accuracy", N, answers / items, "whole answers");
    recorder.point("accuracy", N, right / items / length, "tokens");
    return right / items / length;
  });
  const small = MODELS.filter((N) => N <= SMALL);
  const { slope, intercept } = fitLine(
    small.map(Math.log),
    tokens.slice(0, small.length).map((p) => logMinusLog(Math.min(p, 1 - 0.5 / items / length))),
  );
  const largest = MODELS.at(-1)!;
  const forecast = exactMatch(Math.exp(-Math.exp(intercept + slope * Math.log(largest))), length);
  recorder.scalar("forecast_error", forecast - mirageAccuracy(largest, { critical, alpha }, length), "from tokens");
  const seen = accuracies.slice(0, small.length);
  recorder.scalar("accuracy_of_small_models", seen.reduce((sum, value) => sum + value, 0) / seen.length);
}

/** Sampling until the r-th pass: unbiased pass rates of all models, and their law. */
function passUntil(recorder: Recorder, { alpha, critical, length, passes }: Params, stream: Stream): void {
  const rates = MODELS.map((N) => {
    const p = mirageAccuracy(N, { critical, alpha }, length);
    const rate = passRateUnbiased(passes, drawsUntil(passes, p, stream));
    recorder.point("pass_rate", N, rate);
    return rate;
  });
  const inside = rates.flatMap((rate, i) => (rate < 1 ? [i] : []));
  const line = fitLine(
    inside.map((i) => Math.log(MODELS[i]!)),
    inside.map((i) => logMinusLog(rates[i]!)),
  );
  recorder.scalar("exponent", -line.slope, "pass rates");
  const draws = Array.from({ length: 500 }, () => drawsUntil(2, 0.01, stream));
  recorder.scalar("rate_at_0.01", draws.reduce((sum, K) => sum + passRateBiased(2, K), 0) / draws.length, "r/K");
  recorder.scalar(
    "rate_at_0.01",
    draws.reduce((sum, K) => sum + passRateUnbiased(2, K), 0) / draws.length,
    "(r−1)/(K−1)",
  );
}

/** Draws until the r-th pass: a sum of geometric numbers. */
function drawsUntil(passes: number, p: number, stream: Stream): number {
  let draws = 0;
  for (let pass = 0; pass < passes; pass++) draws += 1 + Math.floor(Math.log1p(-stream.uniform()) / Math.log1p(-p));
  return draws;
}

/** What needs no sampling. */
function closedForms(recorder: Recorder, { alpha, critical, length }: Params): void {
  const law = { critical, alpha };
  for (const answer of [1, 3, length, 3 * length]) {
    for (let i = 0; i <= 60; i++) {
      const N = 10 ** (7 + i / 10);
      recorder.point("curve", N, mirageAccuracy(N, law, answer), `${answer} tokens`);
    }
  }
  recorder.scalar("rate_at_0.01", expectedBiasedPassRate(0.01, 2), "r/K, exact mean");
  // exp(−x) is 0.1 at ln 10 and 0.9 at −ln 0.9, x ∝ N^−α.
  recorder.scalar("decades_from_10_to_90_percent", Math.log10(Math.LN10 / -Math.log(0.9)) / alpha);
  recorder.scalar("threshold_ratio", apparentThreshold(law, 10 * length) / apparentThreshold(law, length));
  const threshold = apparentThreshold(law, length);
  for (const [from, to] of [
    [0.01, 0.1],
    [0.1, 1],
    [1, 10],
    [10, 100],
  ] as const) {
    const rise = (factor: number) => mirageAccuracy(threshold * (1 + factor), law, length) - 0.5;
    recorder.scalar(
      "apparent_exponent",
      Math.log(rise(to) / rise(from)) / Math.log(to / from),
      `${from}–${to} N_c above N_c`,
    );
  }
  for (const [Nc, beta] of [
    [10e9, 3],
    [100e9, 2],
  ] as const)
    recorder.scalar("threshold", refitted(Nc, beta), `planted ${Nc}`);
}

/** N_c of the sigmoid in log N fitted to the script's own curve. */
function refitted(Nc: number, beta: number): number {
  const N = Float64Array.from(SIZES);
  const form = startNear(sigmoidIn("N"), { N });
  const { theta } = fitLaw(
    form,
    { variables: { N }, target: N.map((size) => emergentAbility(size, Nc, beta)) },
    { loss: { kind: "ls-raw" } },
  );
  return parameterOf(form, theta, "N_c");
}
