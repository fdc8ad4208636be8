import { z } from "zod";
import {
  buildSpinGlass,
  contrast,
  drawTasks,
  generalizationError,
  groundState,
  type StopReason,
  solveAmp,
} from "../../../spinglass/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { references } from "../../references/index.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { metrics } from "./metrics.js";

const params = z.strictObject({
  P: fields.sweepP.default(range(100, 1000, 100)),
  N: fields.sweepN.default([2, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
  D: fields.D.default(20),
  lambda: fields.lambda.default(1),
  beta: fields.beta.default(100),
  repetitions: fields.repetitions.default(2),
  sampler: fields.sampler.default("exact"),
});
/** Parameters of the study. */
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly P: number;
  readonly N: number;
  readonly params: Params;
}

/** One realisation of the data at one point of the map. */
export type Row = {
  readonly P: number;
  readonly N: number;
  readonly repetition: number;
  readonly contrast_ridge: number;
  /** Null where AMP did not converge. */
  readonly contrast_amp: number | null;
  readonly amp_converged: boolean;
  readonly amp_reason: StopReason;
  readonly eps_ridge: number;
};

export default defineStudy<Params, Cell, Row>({
  id: "spinglass/contrast",
  version: 1,
  title: "Contrast over task diversity and prompt length, and where AMP converges",
  source: "S2 §5.3, fig. 12a, eq. (161)",
  references: [references.li2025spinglass, references.atanasov2024scaling],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 3 },
    paper: { params: { P: range(20, 1000, 20), N: range(2, 100, 2), repetitions: 10 }, seconds: 330 },
  },
  cells: (params) => params.P.flatMap((P) => params.N.map((N) => ({ id: `P=${P},N=${N}`, P, N, params }))),
  run: runCell,
  metrics,
  judge,
  figures,
});

function runCell({ P, N, params }: Cell, { stream, algebra, signal }: CellContext): Row[] {
  const { D, lambda, beta, sampler, repetitions } = params;
  return Array.from({ length: repetitions }, (_, repetition) => {
    signal.throwIfAborted();
    const tasks = drawTasks(stream.child("tasks", repetition), { P, D, N, sampler });
    const glass = buildSpinGlass(tasks, algebra);
    const exact = groundState(glass, lambda, algebra);
    const { mean, reason } = solveAmp(glass, { lambda, beta }, algebra);
    return {
      P,
      N,
      repetition,
      contrast_ridge: contrast(exact, D),
      contrast_amp: reason === "converged" ? contrast(mean, D) : null,
      amp_converged: reason === "converged",
      amp_reason: reason,
      eps_ridge: generalizationError(exact, { D, N }),
    };
  });
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}
