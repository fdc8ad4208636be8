import type { LossSurface } from "../../../laws/plan/index.js";
import type { Datum, Figure } from "../../../study/index.js";
import type { FrontierPoint } from "../../laws/frontier.js";
import { geometric, roundBudgets } from "./grids.js";

/** Runs as points over parameters, tokens and loss. */
export interface RunPoints {
  readonly N: Float64Array;
  readonly D: Float64Array;
  readonly L: Float64Array;
}

/** What the figures of a law of N and D are drawn from. */
export interface SurfaceView {
  readonly surface: LossSurface;
  readonly runs: RunPoints;
  /** As in the axis: `loss L, nats per token`. */
  readonly lossLabel: string;
  readonly frontier: readonly FrontierPoint[];
  /** What the bands are: `95 % of 1,000 refits of resampled runs`. */
  readonly band: string;
}

const SIZES = { label: "parameters, N", type: "log" } as const;
const COMPUTE = { label: "training compute 6ND, FLOP", type: "log" } as const;

/** Runs whose compute is within this factor of a budget are drawn with it. */
const NEAR = 1.3;

/** Loss against size at equal compute: curves of the law, dots for the runs near each budget. */
export function isoflopFigure({ surface, runs, lossLabel }: SurfaceView): Figure | null {
  const budgets = roundBudgets(computeOf(runs), 6);
  if (budgets.length === 0) return null;
  const sizes = rangeOf(runs.N);
  const dots = runsNear(runs, budgets);
  const curves = budgets.flatMap((compute) =>
    geometric(sizes[0] / 2, sizes[1] * 2, 60).map((N) => ({
      compute,
      N,
      loss: shown(surface(N, compute / 6 / N), runs.L),
    })),
  );
  return {
    id: "isoflop",
    title: "Loss at equal compute",
    caption: `Lines: the fitted law along curves of equal 6ND; each has its least loss at the best size for that budget. Dots: runs within a factor ${NEAR} of a budget, ${dots.length.toLocaleString("en")} of ${runs.N.length.toLocaleString("en")}.`,
    x: SIZES,
    y: { label: lossLabel, type: "log" },
    color: { type: "sequential", label: "compute, FLOP" },
    marks: [
      { type: "line", data: curves, x: "N", y: "loss", series: "compute" },
      { type: "dot", data: dots, x: "N", y: "loss", series: "compute", symbol: "circle" },
    ],
  };
}

function runsNear({ N, D, L }: RunPoints, budgets: readonly number[]): Datum[] {
  return Array.from(N, (size, i): Datum[] => {
    const own = 6 * size * D[i]!;
    const compute = budgets.find((budget) => Math.max(own / budget, budget / own) <= NEAR);
    return compute === undefined ? [] : [{ compute, N: size, loss: L[i]! }];
  }).flat();
}

/** The best size for each budget, with its interval, beside the rule of 20 tokens a parameter. */
export function frontierFigure({ runs, frontier, band }: SurfaceView): Figure {
  const points = frontier.map(({ compute, plan, N: [low, high] }) => ({
    ...{ compute, N: plan?.N ?? null, low, high, series: "best size N* by the law" },
  }));
  const rule = frontier.map(({ compute }) => ({
    compute,
    N: Math.sqrt(compute / 120),
    series: "20 tokens a parameter",
  }));
  const dots = Array.from(runs.N, (N, i) => ({ compute: 6 * N * runs.D[i]!, N, series: "runs" }));
  return {
    id: "frontier",
    title: "The best size for a budget",
    caption: `Line: the size with the least loss along 6ND = C. Shaded: ${band}. Dashed: N = √(C/120), the rule of 20 tokens for each parameter. Dots: the runs that the law was fitted to; where there are none, the line extrapolates.`,
    x: COMPUTE,
    y: SIZES,
    color: { type: "categorical", domain: ["best size N* by the law", "20 tokens a parameter", "runs"] },
    marks: [
      { type: "band", data: points, x: "compute", y: "N", low: "low", high: "high", series: "series" },
      { type: "dot", data: dots, x: "compute", y: "N", series: "series", symbol: "circle" },
      { type: "line", data: points, x: "compute", y: "N", series: "series" },
      { type: "line", data: rule, x: "compute", y: "N", series: "series", dashed: true },
    ],
  };
}

/** The least loss for each budget, with its interval and the runs. */
export function frontierLossFigure({ runs, frontier, lossLabel, band }: SurfaceView): Figure {
  const points = frontier.map(({ compute, plan, loss: [low, high] }) => ({
    ...{ compute, loss: plan?.loss ?? null, low, high, series: "least loss by the law" },
  }));
  const dots = Array.from(runs.N, (N, i) => ({ compute: 6 * N * runs.D[i]!, loss: runs.L[i]!, series: "runs" }));
  return {
    id: "frontier-loss",
    title: "What a budget buys",
    caption: `Line: the loss at the best size and tokens for each budget. Shaded: ${band}. Dots: runs; one below the line does better than the law says is possible.`,
    x: COMPUTE,
    y: { label: lossLabel, type: "log" },
    color: { type: "categorical", domain: ["least loss by the law", "runs"] },
    marks: [
      { type: "band", data: points, x: "compute", y: "loss", low: "low", high: "high", series: "series" },
      { type: "dot", data: dots, x: "compute", y: "loss", series: "series", symbol: "circle" },
      { type: "line", data: points, x: "compute", y: "loss", series: "series" },
    ],
  };
}

/** Contours that are drawn. */
const LEVELS = 7;

/** Lines of equal loss over size and tokens, with the runs and the best plans. */
export function contourFigure({ surface, runs, frontier, lossLabel }: SurfaceView): Figure {
  const [lowN, highN] = rangeOf(runs.N);
  const [lowD, highD] = rangeOf(runs.D);
  const [best, worst] = rangeOf(runs.L);
  const levels = geometric(best * 1.01, worst * 0.97, LEVELS).map((level) => Number(level.toPrecision(3)));
  const domains = { N: [lowN / 2, highN * 3], D: [lowD / 2, highD * 3] } as const;
  const lines = levels.flatMap((level) =>
    geometric(domains.N[0], domains.N[1], 60).map((N) => ({ level, N, D: tokensAt(surface, N, level, domains.D) })),
  );
  const path = frontier.map(({ plan }) => ({ N: plan?.N ?? null, D: plan?.D ?? null }));
  return {
    id: "contours",
    title: "Lines of equal loss",
    caption:
      "Coloured: sizes and tokens with which the law predicts one loss. Dots: runs. Dashed: the best plans, budget by budget; it crosses each line where a move along it would cost more compute.",
    x: { ...SIZES, domain: domains.N },
    y: { label: "training tokens, D", type: "log", domain: domains.D },
    color: { type: "sequential", label: lossLabel },
    marks: [
      { type: "line", data: lines, x: "N", y: "D", series: "level" },
      { type: "dot", data: Array.from(runs.N, (N, i) => ({ N, D: runs.D[i]! })), x: "N", y: "D", symbol: "circle" },
      { type: "line", data: path, x: "N", y: "D", dashed: true },
    ],
  };
}

/** Where a size first reaches a loss as tokens grow, interpolated in logarithms; null where it does not. */
function tokensAt(
  surface: LossSurface,
  N: number,
  level: number,
  [low, high]: readonly [number, number],
): number | null {
  const tokens = geometric(low / 3, high * 3, 120);
  const losses = tokens.map((D) => surface(N, D));
  const i = losses.findIndex((loss, k) => k > 0 && losses[k - 1]! > level && loss <= level);
  if (i < 1) return null;
  const share = (losses[i - 1]! - level) / (losses[i - 1]! - losses[i]!);
  return tokens[i - 1]! * (tokens[i]! / tokens[i - 1]!) ** share;
}

/** A loss where a figure of these runs can show it: a curve far above them would hide them. */
function shown(loss: number, runs: Float64Array): number | null {
  return loss > 1.6 * rangeOf(runs)[1] ? null : loss;
}

/** The compute of each run, 6ND. */
function computeOf({ N, D }: RunPoints): Float64Array {
  return N.map((size, i) => 6 * size * D[i]!);
}

/** Least and greatest. */
function rangeOf(values: Float64Array): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
}
