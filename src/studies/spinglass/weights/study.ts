import { z } from "zod";
import { estimate } from "../../../numerics/statistics/estimate.js";
import {
  attentionMatrix,
  buildSpinGlass,
  drawTasks,
  generalizationError,
  groundState,
  meanDiagonal,
  solveAmp,
  trainBySgd,
  withDeadSpins,
} from "../../../spinglass/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { references } from "../../references/index.js";
import { type SweptCell, sweptCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  P: fields.sweepP.default([10, 1000, 5000]),
  D: fields.D.default(10),
  N: fields.N.default(100),
  lambda: fields.lambda.default(0.01),
  beta: fields.beta.default(100),
  repetitions: fields.repetitions.default(4),
  sampler: fields.sampler.default("exact"),
  epochs: z
    .int()
    .min(2)
    .max(100_000)
    .default(40)
    .describe("passes of SGD over the tasks; the last quarter is averaged"),
});
/** Parameters of the study. */
export type Params = z.infer<typeof params>;

/** Who found the weights. */
export const algorithms = ["sgd", "ridge", "amp"] as const;
export type Algorithm = (typeof algorithms)[number];

type Cell = SweptCell<"P", Params>;

/** One entry of one weight matrix (repetition 0 only), or the summary of a matrix, told apart by `kind`. */
export type Row = {
  readonly kind: "summary" | "entry";
  readonly P: number;
  readonly repetition: number;
  readonly algorithm: Algorithm;
  readonly row: number | null;
  readonly column: number | null;
  readonly weight: number | null;
  /** AMP's variance v of this weight. */
  readonly variance: number | null;
  readonly w11: number | null;
  readonly w21: number | null;
  readonly eps: number | null;
};

export default defineStudy<Params, Cell, Row>({
  id: "spinglass/weights",
  version: 1,
  title: "Weight matrices: trained, exact and by AMP",
  source: "S2 §5.1, figs 8 and 9",
  references: [references.li2025spinglass, references.zhang2024trained],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { repetitions: 50, epochs: 300 }, seconds: 120 },
  },
  cells: (params) => sweptCells("P", params.P, params),
  run: runCell,
  metrics: (rows, { P }) => {
    const result: Record<string, ReturnType<typeof estimate>> = {};
    for (const p of P) {
      for (const algorithm of algorithms) {
        const summaries = rows.filter((row) => row.kind === "summary" && row.P === p && row.algorithm === algorithm);
        for (const column of ["w11", "w21", "eps"] as const) {
          result[`${column}_${algorithm}@P=${p}`] = estimate(summaries.flatMap((row) => row[column] ?? []));
        }
      }
    }
    return result;
  },
  judge,
  figures,
});

function runCell({ P, repetition, params }: Cell, { stream, algebra }: CellContext): Row[] {
  const { D, N, lambda, beta, sampler, epochs } = params;
  const tasks = drawTasks(stream.child("tasks"), { P, D, N, sampler });
  const glass = buildSpinGlass(tasks, algebra);
  const amp = solveAmp(withDeadSpins(glass), { lambda, beta }, algebra);
  const sgd = trainBySgd(tasks, { lambda, epochs }, { stream: stream.child("sgd"), algebra });
  const found: Record<Algorithm, Float64Array | undefined> = {
    sgd: sgd.reason === "converged" ? sgd.mean : undefined,
    ridge: groundState(glass, lambda, algebra),
    amp: amp.reason === "converged" ? liveSpins(amp.mean, D) : undefined,
  };
  return algorithms.flatMap((algorithm) => {
    const blank = { P, repetition, algorithm, row: null, column: null, weight: null, variance: null };
    const spins = found[algorithm];
    if (!spins) return [{ ...blank, kind: "summary", w11: null, w21: null, eps: null } satisfies Row];
    const summary: Row = {
      ...blank,
      kind: "summary",
      w11: meanDiagonal(spins, D),
      w21: Math.hypot(...spins.subarray(D * D)),
      eps: generalizationError(spins, { D, N }),
    };
    const variance = algorithm === "amp" ? amp.variance : undefined;
    const shown = repetition === 0 ? entries(attentionMatrix(spins, D).data, variance, blank) : [];
    return [summary, ...shown];
  });
}

/** Without the last column of W. */
const liveSpins = (all: Float64Array, D: number) => all.filter((_, i) => i % (D + 1) !== D);

function entries(
  weights: Float64Array,
  variances: Float64Array | undefined,
  blank: Pick<Row, "P" | "repetition" | "algorithm">,
): Row[] {
  const size = Math.sqrt(weights.length);
  return Array.from(weights, (weight, i) => ({
    ...blank,
    kind: "entry" as const,
    row: Math.floor(i / size),
    column: i % size,
    weight,
    variance: variances?.[i] ?? null,
    w11: null,
    w21: null,
    eps: null,
  }));
}
