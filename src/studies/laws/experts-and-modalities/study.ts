import { z } from "zod";
import { fitLaw, predict, predictAt, type RunData } from "../../../laws/fit/index.js";
import type { Form } from "../../../laws/form.js";
import { moeClark, multimodal, publishedFor } from "../../../laws/forms/index.js";
import { chinchillaSurface } from "../../../laws/plan/surface.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { chinchillaConstants, plantRuns, thetaFor } from "../planted.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { handbookExperts, handbookModalities } from "./forms.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  noise: fields.noise.default(0.005),
  synergy: z
    .number()
    .min(0)
    .max(2)
    .default(0.1)
    .describe("C_ij: nats that two modalities gain from each other at endless scale"),
  competition: z
    .number()
    .min(0)
    .max(1e6)
    .default(50)
    .describe("B_ij: competition of the modalities for data, times (D_i + D_j)^−0.25"),
  repetitions: fields.repetitions.default(3),
});
export type Params = z.infer<typeof params>;

/** Clark et al. (2022), table 3, S-Base. */
export const clark = publishedFor("moe-clark", "s-base").values;

const SIZES = [15e6, 25e6, 55e6, 130e6, 370e6, 870e6];
/** Experts of the runs. */
export const EXPERTS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
/** The model that is forecast. */
export const HELD_OUT = { N: 7e9, experts: 64 };

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/experts-and-modalities",
  version: 1,
  title: "Mixtures of experts and several modalities: what the printed sums leave out",
  source: "S1, new progress on scaling laws, items 1 and 2",
  references: [references.clark2022unified, references.aghajanyan2023scaling],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 3 },
    paper: { params: { repetitions: 100 }, seconds: 30 },
  },
  cells: repeatedCells,
  run: ({ repetition, params }, { stream, signal }) => {
    const recorder = new Recorder(repetition);
    measureExperts(recorder, params, stream.child("experts"));
    signal.throwIfAborted();
    measureModalities(recorder, params, stream.child("modalities"));
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** Runs of Clark's law, fitted by the handbook's form and by Clark's own. */
function measureExperts(recorder: Recorder, { noise }: Params, stream: Stream): void {
  const runs = SIZES.flatMap((N) => EXPERTS.map((experts) => ({ N, experts })));
  const truth = thetaFor(moeClark, clark);
  const variables = {
    N: Float64Array.from(runs, ({ N }) => N),
    experts: Float64Array.from(runs, ({ experts }) => experts),
  };
  const data = plantRuns(moeClark, truth, variables, noise, stream);
  for (const form of [handbookExperts, moeClark]) {
    const { theta } = fitLaw(form, data, { loss: { kind: "ls-log" } });
    recorder.scalar("rmse", misfit(form, theta, data), form.name);
    const [forecast, actual] = [predictAt(form, theta, HELD_OUT), predictAt(moeClark, truth, HELD_OUT)];
    recorder.scalar("forecast_error", forecast / actual - 1, form.name);
    for (const { N, experts } of runs)
      recorder.point(`loss at ${N}`, experts, predictAt(form, theta, { N, experts }), form.name);
  }
  runs.forEach(({ N, experts }, i) => {
    recorder.point(`loss at ${N}`, experts, data.target[i]!, "runs");
  });
}

/** Runs of Aghajanyan's law for two modalities, fitted by the handbook's form and by its own. */
function measureModalities(recorder: Recorder, { noise, synergy, competition }: Params, stream: Stream): void {
  const [text, image] = [
    chinchillaSurface(chinchillaConstants("besiroglu")),
    chinchillaSurface({ ...chinchillaConstants("besiroglu"), E: 2.8, alpha: 0.25, A: 60 }),
  ];
  const amounts = [3e9, 1e10, 3e10, 1e11];
  const runs = [1e8, 3e8, 1e9, 3e9].flatMap((N) =>
    amounts.flatMap((Di) => amounts.map((Dj) => ({ N, Di, Dj, Li: text(N, Di), Lj: image(N, Dj) }))),
  );
  const column = (name: "N" | "Di" | "Dj" | "Li" | "Lj") => Float64Array.from(runs, (run) => run[name]);
  const variables = { N: column("N"), Di: column("Di"), Dj: column("Dj"), Li: column("Li"), Lj: column("Lj") };
  const truth = thetaFor(multimodal, { C_ij: synergy, A_ij: 20, alpha_ij: 0.25, B_ij: competition, beta_ij: 0.25 });
  const data = plantRuns(multimodal, truth, variables, noise, stream);
  for (const form of [handbookModalities, multimodal]) {
    const { theta } = fitLaw(form, data, { loss: { kind: "ls-log" } });
    recorder.scalar("rmse", misfit(form, theta, data), form.name);
    const [N, D] = [3e10, 1e12];
    const point = { N, Di: D, Dj: D, Li: text(N, D), Lj: image(N, D) };
    recorder.scalar(
      "forecast_error",
      predictAt(form, theta, point) / predictAt(multimodal, truth, point) - 1,
      form.name,
    );
  }
  const at = (Di: number, Dj: number) =>
    predictAt(multimodal, truth, { N: 1e9, Di, Dj, Li: text(1e9, Di), Lj: image(1e9, Dj) });
  recorder.scalar("interaction", at(1e11, 1e11) - at(1e11, 3e9) - at(3e9, 1e11) + at(3e9, 3e9));
}

/** Root mean square of ln f − ln L. */
function misfit(form: Form, theta: Float64Array, { variables, target }: RunData): number {
  const residuals = predict(form, theta, variables).map((value, i) => Math.log(value / target[i]!));
  return Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / target.length);
}
