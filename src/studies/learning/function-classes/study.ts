import { z } from "zod";
import { invalid } from "../../../numerics/errors.js";
import { defineStudy } from "../../../study/index.js";
import { distinctNames } from "../../distinct-names.js";
import { references } from "../../references/index.js";
import { ownModelSlot, ownTaskSlot } from "../own-modules.js";
import { claims } from "./claims.js";
import { classNames } from "./classes.js";
import { type Cell, type CurvePoint, runCell } from "./experiment.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { metrics } from "./metrics.js";

const params = z.strictObject({
  classes: distinctNames(classNames)
    .default(["linear", "noisy-linear", "sparse", "decision-tree"])
    .describe("classes of functions; with a task of your own, that task alone is learnt"),
  d: z.int().min(1).max(200).default(4).describe("dimension d of the inputs"),
  points: z.int().min(2).max(1000).default(9).describe("points of a prompt; the last is predicted from all before it"),
  noise: z.number().min(1e-6).max(100).default(0.5).describe("variance of the labels' noise in noisy-linear"),
  nonzero: z.int().min(1).max(200).default(2).describe("coordinates of w that are not zero in sparse, at most d"),
  hidden: z.int().min(1).max(10_000).default(20).describe("hidden units of relu-network"),
  depth: z.int().min(1).max(12).default(2).describe("depth of decision-tree"),
  width: z.int().min(1).max(4096).default(32).describe("width of the transformer"),
  layers: z.int().min(1).max(100).default(2).describe("layers of the transformer"),
  heads: z.int().min(1).max(64).default(4).describe("attention heads; they divide the width"),
  initialSd: z.number().min(0).max(1).default(0).describe("standard deviation of its maps at first; 0: 1/√width"),
  steps: z.int().min(1).max(10_000_000).default(1000).describe("training steps"),
  batch: z.int().min(1).max(10_000).default(64).describe("fresh prompts of a step"),
  rate: z.number().min(1e-8).max(1).default(0.004).describe("learning rate of Adam at its highest"),
  schedule: z
    .enum(["cosine", "constant"])
    .default("cosine")
    .describe("whether the rate rises for a twentieth of the steps and falls along a cosine"),
  curriculum: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      "part of the steps in which prompts grow from a quarter of their dimensions and points; 0: whole at once",
    ),
  prompts: z.int().min(2).max(1_000_000).default(2000).describe("fresh prompts on which all predictors are compared"),
});
export type Params = z.infer<typeof params>;

export default defineStudy<Params, Cell, CurvePoint>({
  id: "learning/function-classes",
  version: 1,
  title: "Function classes: a transformer trained on the spot, against every baseline",
  source: "S1 §2.2–2.4; S0 §3.2.3",
  references: [references.garg2022what, references.akyurek2023what, references.cho2009kernel],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 55 },
    paper: {
      params: {
        classes: ["linear", "noisy-linear", "sparse", "relu-network", "decision-tree"],
        ...{ d: 20, points: 41, noise: 1, nonzero: 3, hidden: 100, depth: 4 },
        ...{ width: 256, layers: 12, heads: 8, initialSd: 0.02 },
        ...{ steps: 500_000, batch: 64, rate: 1e-4, schedule: "constant", curriculum: 0.06, prompts: 1280 },
      },
      seconds: 9_400_000,
      estimatedFrom: "7.5 s a step, measured over three steps on one core",
    },
  },
  modules: { task: ownTaskSlot, model: ownModelSlot },
  cells(params, _table, modules) {
    if (params.width % params.heads !== 0)
      throw invalid("heads", params.heads, `a divisor of the width ${params.width}`);
    if (modules?.task !== undefined) return [{ id: "own task", name: null, params }];
    return params.classes.map((name) => ({ id: name, name, params }));
  },
  run: runCell,
  metrics,
  judge,
  figures,
});
