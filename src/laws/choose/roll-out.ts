import type { RunData } from "../fit/index.js";

/** A part of the runs to fit, and a part, as a rule dearer, to predict: indices of runs. */
export interface RollOut {
  readonly fitted: readonly number[];
  readonly held: readonly number[];
}

/** Shares of the runs, the dearest, that are held out one after another. */
const SHARES = [0.1, 0.2, 0.3];
/** With fewer runs to fit than this, a roll-out tells nothing. */
const FEWEST_FITTED = 4;
/** Parts of a cross-validation, where no run is dearer than another. */
const FOLDS = 5;

/**
 * What each run cost, up to a factor: compute where it is known (C, or N·D, or M·N²), else the product of what makes
 * runs larger (parameters, tokens, steps, parallel streams). Null where no run costs more than another by these.
 */
export function costOf(variables: RunData["variables"]): Float64Array | null {
  const { C, N, D, M, s, streams, Nnv, Di, Dj } = variables;
  const factors = C ? [C] : [N ?? Nnv, D ?? (M && N ? product([M, N]) : s), streams, ...(Di && Dj ? [Di, Dj] : [])];
  const cost = product(factors.filter((column) => column !== undefined));
  return cost.length > 0 && cost.some((value) => value !== cost[0]) ? cost : null;
}

function product(columns: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(), ...others] = columns;
  return first.map((value, i) => others.reduce((all, column) => all * column[i]!, value));
}

/**
 * Nested roll-outs: the dearest tenth, fifth and three tenths of the runs, each predicted from the cheaper ones. Runs of
 * one cost stay together, so that a share is reached or passed; shares that come to the same runs count once.
 */
export function rollOutsByCost(cost: Float64Array): RollOut[] {
  const order = Array.from(cost, (_, i) => i).sort((a, b) => cost[b]! - cost[a]!);
  const bounds = new Set(SHARES.map((share) => cost[order[Math.ceil(share * order.length) - 1]!]!));
  return [...bounds]
    .map((bound) => ({
      fitted: order.filter((i) => cost[i]! < bound).sort((a, b) => a - b),
      held: order.filter((i) => cost[i]! >= bound).sort((a, b) => a - b),
    }))
    .filter(({ fitted }) => fitted.length >= FEWEST_FITTED);
}

/** Cross-validation in five parts, every fifth run in each: for runs of which none is dearer than another. */
export function folds(n: number): RollOut[] {
  const all = Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: Math.min(FOLDS, n) }, (_, fold) => ({
    fitted: all.filter((i) => i % FOLDS !== fold),
    held: all.filter((i) => i % FOLDS === fold),
  }));
}

/** The runs at some indices. */
export function runsAt(data: RunData, indices: readonly number[]): RunData {
  const pick = (column: Float64Array) => Float64Array.from(indices, (i) => column[i]!);
  return {
    variables: Object.fromEntries(Object.entries(data.variables).map(([name, column]) => [name, pick(column)])),
    target: pick(data.target),
    ...(data.weights && { weights: pick(data.weights) }),
  };
}
