import { z } from "zod";
import { invalid } from "../../../numerics/errors.js";
import { defineStudy } from "../../../study/index.js";
import { distinctNames } from "../../distinct-names.js";
import { references } from "../../references/index.js";
import { claims } from "./claims.js";
import { type Cell, type Result, runCell } from "./experiment.js";
import { familyNames } from "./families.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { metrics } from "./metrics.js";

const count = (most: number) => z.int().min(1).max(most);

const params = z.strictObject({
  families: distinctNames(familyNames).default(["linear", "sine"]).describe("families of tasks"),
  d: count(200).default(3).describe("dimension d of the linear tasks"),
  shots: count(500).default(10).describe("examples K of a task"),
  hidden: z.array(count(4096)).min(1).max(10).default([40, 40]).describe("hidden widths of MAML's network on sines"),
  innerRateLinear: z.number().min(1e-6).max(10).default(0.35).describe("α of the inner loop on linear tasks"),
  innerRateSine: z.number().min(1e-6).max(10).default(0.01).describe("α of the inner loop on sines"),
  innerSteps: count(20).default(1).describe("gradient steps of the inner loop"),
  metaSteps: count(10_000_000).default(2000).describe("training steps of MAML"),
  metaBatch: count(10_000).default(25).describe("tasks of a training step of MAML"),
  metaRate: z.number().min(1e-8).max(1).default(0.003).describe("learning rate of MAML's outer loop, by Adam"),
  width: count(4096).default(32).describe("width of the transformer"),
  layers: count(100).default(2).describe("layers of the transformer"),
  heads: count(64).default(4).describe("its attention heads; they divide the width"),
  steps: count(10_000_000).default(1000).describe("its training steps"),
  batch: count(10_000).default(64).describe("tasks of a training step of the transformer"),
  rate: z.number().min(1e-8).max(1).default(0.004).describe("its learning rate at the highest, by Adam"),
  curriculum: z.number().min(0).max(1).default(0).describe("part of its steps in which prompts grow; 0: whole at once"),
  prompts: z.int().min(2).max(100_000).default(1000).describe("fresh tasks on which all are compared"),
});
export type Params = z.infer<typeof params>;

export default defineStudy<Params, Cell, Result>({
  id: "learning/meta-learning",
  version: 1,
  title: "Meta-learning: MAML beside a transformer that learns in context",
  source: "S1 §2.3, §4.3",
  references: [references.finn2017maml, references.garg2022what, references.vonoswald2023transformers],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 55 },
    paper: {
      params: {
        ...{ metaSteps: 70_000, metaRate: 0.001 },
        ...{ width: 64, layers: 4, steps: 50_000, rate: 0.001, prompts: 5000 },
      },
      seconds: 6000,
      estimatedFrom: "measured steps of the quick preset and of widths of 48 and 64",
    },
  },
  cells({ families, ...rest }) {
    if (rest.width % rest.heads !== 0) throw invalid("heads", rest.heads, `a divisor of the width ${rest.width}`);
    return families.map((id) => ({ id, params: { families, ...rest } }));
  },
  run: runCell,
  metrics,
  judge,
  figures,
});
