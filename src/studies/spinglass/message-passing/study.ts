import { z } from "zod";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import { estimate } from "../../../numerics/statistics/estimate.js";
import {
  ampThreshold,
  buildSpinGlass,
  drawTasks,
  groundState,
  posterior,
  type SolverResult,
  type SpinGlass,
  type StopReason,
  solveAmp,
  solveGamp,
  solveRelaxedBp,
  solveTap,
  type TaskBatch,
} from "../../../spinglass/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { distinctNames } from "../../distinct-names.js";
import { references } from "../../references/index.js";
import { type SweptCell, sweptCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const algorithmNames = ["rbp", "amp", "tap", "gamp"] as const;
export type Algorithm = (typeof algorithmNames)[number];

const params = z.strictObject({
  P: fields.sweepP.default([600, 1000, 1400, 1800, 2200, 3000, 6000, 10_000]),
  D: fields.D.default(20),
  N: fields.N.default(200),
  lambda: fields.lambda.default(0.01),
  beta: fields.beta.default(100),
  repetitions: fields.repetitions.default(2),
  sampler: fields.sampler.default("exact"),
  algorithm: distinctNames(algorithmNames)
    .default([...algorithmNames])
    .describe(
      "r-BP (145)–(149), AMP (153), AMP with the Onsager term (TAP), AMP on the factor graph of the data (GAMP)",
    ),
});
/** Parameters of the study. */
export type Params = z.infer<typeof params>;

/** What a cell needs: not the whole sweep, so that another P leaves the cells of the others as they were. */
type Cell = SweptCell<"P", Omit<Params, "P">> & { readonly isLargest: boolean };

/** What one solver did on one training set. Deviations are null where it did not converge. */
export type Row = {
  readonly P: number;
  readonly repetition: number;
  readonly algorithm: Algorithm;
  readonly reason: StopReason;
  readonly converged: boolean;
  readonly iterations: number;
  /** max_i |m_i − exact mean|. */
  readonly deviation: number | null;
  /** max_i |v_i/exact variance − 1|. */
  readonly variance_deviation: number | null;
  /** max_i |m_i(β) − m_i(1)|, for AMP (153) alone. */
  readonly beta_effect: number | null;
};

export default defineStudy<Params, Cell, Row>({
  id: "spinglass/message-passing",
  version: 1,
  title: "Message passing against the exact mean, and where it converges",
  source: "S2 §4.4, eqs (133)–(153)",
  references: [
    references.li2025spinglass,
    references.weiss2001correctness,
    references.donoho2009message,
    references.thouless1977solution,
    references.rangan2011generalized,
  ],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 4 },
    paper: { params: { repetitions: 20 }, seconds: 120 },
  },
  cells: ({ P, ...params }) =>
    sweptCells("P", P, params).map((cell) => ({ ...cell, isLargest: cell.P === Math.max(...P) })),
  run: runCell,
  metrics,
  judge,
  figures,
});

function runCell({ P, repetition, isLargest, params }: Cell, { stream, algebra, signal }: CellContext): Row[] {
  const { D, N, lambda, beta, sampler } = params;
  const tasks = drawTasks(stream.child("tasks"), { P, D, N, sampler });
  const glass = buildSpinGlass(tasks, algebra);
  const exact = {
    mean: groundState(glass, lambda, algebra),
    variance: isLargest ? exactVariances(glass, params, algebra) : undefined,
  };
  return params.algorithm.map((algorithm) => {
    signal.throwIfAborted();
    const found = solvers[algorithm]({ tasks, glass, params, algebra });
    const converged = found.reason === "converged";
    const betaEffect = algorithm === "amp" && converged && beta !== 1;
    return {
      P,
      repetition,
      algorithm,
      reason: found.reason,
      converged,
      iterations: found.iterations,
      deviation: converged ? largestDifference(found.mean, exact.mean) : null,
      variance_deviation: converged && exact.variance ? largestRatio(found.variance!, exact.variance) : null,
      beta_effect: betaEffect
        ? largestDifference(found.mean, solveAmp(glass, { lambda, beta: 1 }, algebra).mean)
        : null,
    };
  });
}

interface Problem {
  readonly tasks: TaskBatch;
  readonly glass: SpinGlass;
  readonly params: Cell["params"];
  readonly algebra: LinearAlgebra;
}

const solvers: Record<Algorithm, (problem: Problem) => SolverResult> = {
  rbp: ({ glass, params }) => solveRelaxedBp(glass, { ...settings(params), maxIterations: 300 }),
  amp: ({ glass, params, algebra }) => solveAmp(glass, settings(params), algebra),
  tap: ({ glass, params, algebra }) => solveTap(glass, settings(params), algebra),
  gamp: ({ tasks, params, algebra }) => solveGamp(tasks, settings(params), algebra),
};

const settings = ({ lambda, beta }: Cell["params"]) => ({ lambda, beta });

function exactVariances(glass: SpinGlass, { lambda, beta }: Cell["params"], algebra: LinearAlgebra): Float64Array {
  const { covariance } = posterior(glass, lambda, beta, algebra);
  return Float64Array.from({ length: covariance.rows }, (_, i) => covariance.data[i * (covariance.rows + 1)]!);
}

const largestDifference = (a: Float64Array, b: Float64Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);

const largestRatio = (a: Float64Array, b: Float64Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value / b[i]! - 1)), 0);

/** Deviations at the largest P, the share of converged repetitions at each P, and P_c in closed form. */
function metrics(rows: readonly Row[], { P, D, N, lambda, algorithm }: Params) {
  const most = Math.max(...P);
  const result: Record<string, ReturnType<typeof estimate>> = {
    amp_threshold_P: { value: ampThreshold({ D, N, lambda }), stderr: null, n: 1 },
  };
  for (const name of algorithm) {
    const own = rows.filter((row) => row.algorithm === name);
    const best = own.filter((row) => row.P === most);
    result[`max_deviation_${name}`] = estimate(best.flatMap((row) => row.deviation ?? []));
    result[`variance_deviation_${name}`] = estimate(best.flatMap((row) => row.variance_deviation ?? []));
    for (const p of P) {
      const here = own.filter((row) => row.P === p);
      result[`${name}_converged@P=${p}`] = estimate(here.map((row) => Number(row.converged)));
    }
  }
  return result;
}
