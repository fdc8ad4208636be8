import { z } from "zod";
import {
  buildSpinGlass,
  contrast,
  drawTasks,
  generalizationError,
  groundState,
  meanDiagonal,
  solveAmp,
  solveGamp,
  solveTap,
  trainBySgd,
} from "../../../spinglass/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { distinctNames } from "../../distinct-names.js";
import { references } from "../../references/index.js";
import { type SweptCell, sweptCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { metrics } from "./metrics.js";

const params = z.strictObject({
  P: fields.P.default(10_000),
  D: fields.D.default(20),
  N: fields.sweepN.default([10, 20, 50, 100, 200]),
  lambda: fields.lambda.default(0.01),
  beta: fields.beta.default(100),
  c: fields.c.default(0),
  repetitions: fields.repetitions.default(4),
  sampler: fields.sampler.default("exact"),
  algorithm: distinctNames(["ridge", "amp", "tap", "gamp", "sgd"])
    .default(["ridge", "amp", "sgd"])
    .describe("who finds the weights: the exact ground state, AMP (153), TAP, GAMP, trained SGD"),
  epochs: z
    .int()
    .min(2)
    .max(100_000)
    .default(20)
    .describe("passes of SGD over the tasks; the last quarter is averaged"),
});
export type Params = z.infer<typeof params>;
export type Algorithm = Params["algorithm"][number];

type Cell = SweptCell<"N", Params>;

export type Row = {
  readonly N: number;
  readonly repetition: number;
  readonly algorithm: Algorithm;
  readonly converged: boolean;
  readonly eps: number | null;
  readonly w11: number | null;
  readonly contrast: number | null;
};

export default defineStudy<Params, Cell, Row>({
  id: "spinglass/generalization",
  version: 1,
  title: "Generalisation error against prompt length: exact, AMP, SGD and theory",
  source: "S2 §5.3, fig. 12b",
  references: [
    references.li2025spinglass,
    references.zhang2024trained,
    references.atanasov2024scaling,
    references.polyak1992acceleration,
  ],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 4 },
    paper: { params: { repetitions: 50, epochs: 40 }, seconds: 110 },
  },
  cells: (params) => sweptCells("N", params.N, params),
  run: runCell,
  metrics,
  judge,
  figures,
});

/** All algorithms on the same tasks, so that their differences are paired. */
function runCell({ N, repetition, params }: Cell, { stream, algebra, signal }: CellContext): Row[] {
  const { P, D, c, lambda, beta, sampler, epochs } = params;
  const tasks = drawTasks(stream.child("tasks"), { P, D, N, c, sampler });
  const glass = buildSpinGlass(tasks, algebra);
  const solvers: Record<Algorithm, () => Float64Array | undefined> = {
    ridge: () => groundState(glass, lambda, algebra),
    amp: () => converged(solveAmp(glass, { lambda, beta }, algebra)),
    tap: () => converged(solveTap(glass, { lambda, beta }, algebra)),
    gamp: () => converged(solveGamp(tasks, { lambda, beta }, algebra)),
    sgd: () => converged(trainBySgd(tasks, { lambda, epochs }, { stream: stream.child("sgd"), algebra })),
  };
  return params.algorithm.map((algorithm) => {
    signal.throwIfAborted();
    const spins = solvers[algorithm]();
    if (!spins) return { N, repetition, algorithm, converged: false, eps: null, w11: null, contrast: null };
    return {
      N,
      repetition,
      algorithm,
      converged: true,
      eps: generalizationError(spins, { D, N, c }),
      w11: meanDiagonal(spins, D),
      contrast: contrast(spins, D),
    };
  });
}

function converged({ mean, reason }: { mean: Float64Array; reason: string }): Float64Array | undefined {
  return reason === "converged" ? mean : undefined;
}
