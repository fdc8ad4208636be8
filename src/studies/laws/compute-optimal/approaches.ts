import { bootstrap, fitLaw, type RunData } from "../../../laws/fit/index.js";
import { chinchilla } from "../../../laws/forms/index.js";
import { allocateChinchilla, allocationExponents } from "../../../laws/plan/allocation.js";
import { approach1, approach2, type FrontierLaw, type MeasuredRun } from "../../../laws/plan/approaches.js";
import { type ChinchillaConstants, chinchillaSurface } from "../../../laws/plan/surface.js";
import { InputError } from "../../../numerics/errors.js";
import { rowOf } from "../../../numerics/linear-algebra/rows.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { quantile } from "../../../numerics/statistics/index.js";
import { parameterOf, plantRuns, thetaFor } from "../planted.js";

/** Budgets of the isoFLOP runs, FLOP: Hoffmann et al. (2022), figure 3. */
export const BUDGETS = [6e18, 1e19, 3e19, 6e19, 1e20, 3e20, 6e20, 1e21, 3e21];

/** The budget of Gopher and Chinchilla, FLOP. */
export const GOPHER = 5.76e23;

/** Budgets at which the optimum's ratio is given, FLOP. */
export const RATIO_BUDGETS = [1e19, 1e20, 1e21, 1e22, 1e23, GOPHER, 1e25];

/** Runs of the three approaches. */
export interface Experiment {
  /** Budgets of the isoFLOP runs, FLOP; found in them unless given. */
  readonly budgets?: readonly number[];
  /** Training curves of models of fixed size. */
  readonly curves: readonly MeasuredRun[];
  /** Runs at the budgets, several sizes each. */
  readonly isoFlop: readonly MeasuredRun[];
}

/** How experiments are planted. */
export interface Design {
  /** Sizes at each budget. */
  readonly sizes: number;
  /** The sizes go from N* over this to N* times this. */
  readonly width: number;
  readonly noise: number;
}

/** Runs of the law at `sizes` sizes about the optimum of each budget, and training curves over the same range. */
export function plantExperiment(law: ChinchillaConstants, design: Design, stream: Stream): Experiment {
  const { sizes, width, noise } = design;
  const isoFlop = BUDGETS.flatMap((C) => {
    const centre = allocateChinchilla(law, C).N;
    return Array.from({ length: sizes }, (_, i) => ({ C, N: centre * width ** ((2 * i) / (sizes - 1) - 1) }));
  });
  const [first, last] = [BUDGETS[0]!, BUDGETS.at(-1)!];
  const [smallest, largest] = [allocateChinchilla(law, first).N / 3, allocateChinchilla(law, last).N * 3];
  const curves = Array.from({ length: 40 }, (_, i) => smallest * (largest / smallest) ** (i / 39)).flatMap((N) =>
    Array.from({ length: 60 }, (_, step) => ({ C: first * (last / first) ** (step / 59), N })),
  );
  // A training curve's points share one model's luck, so one draw of noise serves a whole curve.
  const luck = new Map(curves.map(({ N }) => [N, Math.exp(noise * stream.normal())]));
  const surface = chinchillaSurface(law);
  const measure = ({ C, N }: { C: number; N: number }, factor: number) => ({
    C,
    N,
    loss: surface(N, C / (6 * N)) * factor,
  });
  const runs = plantRuns(chinchilla, thetaFor(chinchilla, { ...law }), columnsOf(isoFlop), noise, stream.child("runs"));
  return {
    budgets: BUDGETS,
    curves: curves.map((run) => measure(run, luck.get(run.N)!)),
    isoFlop: isoFlop.map((run, i) => ({ ...run, loss: runs.target[i]! })),
  };
}

/** Columns N and D of runs with a known budget. */
function columnsOf(runs: readonly { readonly C: number; readonly N: number }[]): RunData["variables"] {
  return { N: Float64Array.from(runs, ({ N }) => N), D: Float64Array.from(runs, ({ C, N }) => C / (6 * N)) };
}

/** The data of approach 3. */
export function dataOf(runs: readonly MeasuredRun[]): RunData {
  return { variables: columnsOf(runs), target: Float64Array.from(runs, ({ loss }) => loss) };
}

/** N* = coefficient C^exponent by one approach; nulls where the runs give it no answer. */
export interface ApproachResult {
  readonly approach: string;
  readonly exponent: number | null;
  readonly optimum: (C: number) => number | null;
}

/** The three approaches of Hoffmann et al. (2022) on one experiment, and the fit of the third. */
export function threeApproaches({ curves, isoFlop, budgets }: Experiment) {
  const data = dataOf(isoFlop);
  const fit = fitLaw(chinchilla, data);
  const constants = constantsFrom(fit.theta);
  const results: ApproachResult[] = [
    frontierOf("1: envelope", () => approach1(curves, 30)),
    frontierOf("2: parabolas", () => approach2(isoFlop, budgets ? { budgets } : {})),
    {
      approach: "3: parametric fit",
      exponent: allocationExponents(constants).a,
      optimum: (C) => allocateChinchilla(constants, C).N,
    },
  ];
  return { results, fit, data, constants };
}

/** An approach's answer, if the runs give it one: too few budgets are an InputError. */
function frontierOf(approach: string, find: () => FrontierLaw): ApproachResult {
  try {
    const { exponent, coefficient } = find();
    return { approach, exponent, optimum: (C) => coefficient * C ** exponent };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { approach, exponent: null, optimum: () => null };
  }
}

/** Chinchilla's constants from a fitted theta. */
export function constantsFrom(theta: ArrayLike<number>): ChinchillaConstants {
  const at = (name: string) => parameterOf(chinchilla, theta, name);
  return { E: at("E"), A: at("A"), B: at("B"), alpha: at("alpha"), beta: at("beta") };
}

/** Laws refitted to resampled runs. */
export function resampledLaws(
  { fit, data }: ReturnType<typeof threeApproaches>,
  resamples: number,
  stream: Stream,
): ChinchillaConstants[] {
  const draws = bootstrap(fit, data, { resamples, stream });
  return Array.from({ length: resamples }, (_, k) => constantsFrom(rowOf(draws, k)));
}

/** Median and central 95 % of the optimal D/N at the budgets, over laws. */
export function ratioIntervals(laws: readonly ChinchillaConstants[], budgets: readonly number[]) {
  return budgets.map((C) => {
    const ratios = laws.map((law) => allocateChinchilla(law, C).tokensPerParameter);
    return { C, low: quantile(ratios, 0.025), median: quantile(ratios, 0.5), high: quantile(ratios, 0.975) };
  });
}
