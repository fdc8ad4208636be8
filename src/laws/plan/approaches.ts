import { invalid } from "../../numerics/errors.js";
import { fitLine, fitParabola } from "./least-squares.js";

/** A measured run, or a point of a training curve. */
export interface MeasuredRun {
  /** Parameters. */
  readonly N: number;
  /** Compute spent, FLOP. */
  readonly C: number;
  /** Nats per token. */
  readonly loss: number;
}

/** The best size at one budget. */
export interface FrontierPoint {
  readonly C: number;
  readonly N: number;
  readonly loss: number;
  /** Runs that it rests on. */
  readonly runs: number;
}

/** N* = coefficient × C^exponent through the points. */
export interface FrontierLaw {
  readonly exponent: number;
  /** Of the exponent, from the scatter of the points alone; NaN for two. */
  readonly stderr: number;
  readonly coefficient: number;
  readonly points: readonly FrontierPoint[];
  /** Budgets that gave no point, and why. */
  readonly refused: readonly { readonly C: number; readonly because: string }[];
}

/**
 * Approach 1 of Hoffmann et al. (2022, §3.1): the envelope of training curves. In each of `bins` equal steps of log C the
 * point of least loss counts; a power law goes through the sizes. A bin whose best run is the smallest or largest model
 * anywhere is left out (the envelope ends there).
 * @throws InputError for fewer than two points with different C.
 */
export function approach1(curves: readonly MeasuredRun[], bins: number): FrontierLaw {
  checkRuns(curves);
  if (!(Number.isInteger(bins) && bins >= 2)) throw invalid("bins", bins, "an integer from 2 up");
  const sizes = curves.map(({ N }) => N);
  const [smallest, largest] = [least(sizes), greatest(sizes)];
  const logs = curves.map(({ C }) => Math.log(C));
  const low = least(logs);
  const width = (greatest(logs) - low) / bins;
  const refused: { C: number; because: string }[] = [];
  const points: FrontierPoint[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const inside = curves.filter((_, i) => Math.min(bins - 1, Math.floor((logs[i]! - low) / width)) === bin);
    if (inside.length === 0) continue;
    const { C, N, loss } = inside.reduce((best, run) => (run.loss < best.loss ? run : best));
    if (N === smallest || N === largest)
      refused.push({ C, because: "the best model is the smallest or largest there is" });
    else points.push({ C, N, loss, runs: inside.length });
  }
  return throughPoints(points, refused);
}

/** How runs are put together into budgets. */
export interface IsoFlopOptions {
  /** The budgets, FLOP. Unless given, windows of log C that hold most runs are taken, until too few are left. */
  readonly budgets?: readonly number[];
  /** Largest |ln C − ln budget|; 0.1 unless told. */
  readonly tolerance?: number;
  /** Fewest runs of a budget; 5 unless told. */
  readonly fewest?: number;
}

/**
 * Approach 2 of Hoffmann et al. (2022, §3.2): at each budget a parabola of the loss in log N, and a power law through
 * the vertices. A budget is refused, by name, where its parabola opens downwards or its vertex lies outside its runs.
 * The method is biased where the parabolas are not symmetric (arXiv 2603.22339).
 * @throws InputError for fewer than two budgets left.
 */
export function approach2(runs: readonly MeasuredRun[], options: IsoFlopOptions = {}): FrontierLaw {
  checkRuns(runs);
  const { tolerance = 0.1, fewest = 5 } = options;
  const groups = options.budgets
    ? options.budgets.map((C) => ({ C, runs: runs.filter((run) => Math.abs(Math.log(run.C / C)) <= tolerance) }))
    : densestBudgets(runs, tolerance, fewest);
  const refused: { C: number; because: string }[] = [];
  const points: FrontierPoint[] = [];
  for (const { C, runs: group } of groups) {
    const point = group.length < fewest ? `only ${group.length} runs` : vertexOf(C, group);
    if (typeof point === "string") refused.push({ C, because: point });
    else points.push(point);
  }
  return throughPoints(points, refused);
}

function vertexOf(C: number, group: readonly MeasuredRun[]): FrontierPoint | string {
  const x = group.map(({ N }) => Math.log(N));
  const parabola = fitParabola(
    x,
    group.map(({ loss }) => loss),
  );
  if (parabola === null) return "fewer than three sizes";
  if (parabola.curvature < 0) return "its parabola opens downwards";
  if (parabola.vertexX < least(x) || parabola.vertexX > greatest(x)) return "its best size lies outside its runs";
  return { C, N: Math.exp(parabola.vertexX), loss: parabola.vertexY, runs: group.length };
}

/** Windows of log C of half-width `tolerance`, each taken where most of the remaining runs are; by rising budget. */
function densestBudgets(
  runs: readonly MeasuredRun[],
  tolerance: number,
  fewest: number,
): { readonly C: number; readonly runs: readonly MeasuredRun[] }[] {
  let rest = [...runs].sort((a, b) => a.C - b.C);
  const budgets: { C: number; runs: readonly MeasuredRun[] }[] = [];
  for (;;) {
    let best: readonly [from: number, to: number] = [0, 0];
    for (let from = 0, to = 0; from < rest.length; from++) {
      while (to < rest.length && Math.log(rest[to]!.C / rest[from]!.C) <= 2 * tolerance) to++;
      if (to - from > best[1] - best[0]) best = [from, to];
    }
    const group = rest.slice(...best);
    if (group.length < fewest) return budgets.sort((a, b) => a.C - b.C);
    const C = Math.exp(group.reduce((sum, run) => sum + Math.log(run.C), 0) / group.length);
    budgets.push({ C, runs: group });
    rest = rest.filter((_, i) => i < best[0] || i >= best[1]);
  }
}

function throughPoints(points: readonly FrontierPoint[], refused: FrontierLaw["refused"]): FrontierLaw {
  if (points.length < 2) throw invalid("number of budgets with an optimum", points.length, "at least 2");
  const { slope, intercept, stderr } = fitLine(
    points.map(({ C }) => Math.log(C)),
    points.map(({ N }) => Math.log(N)),
  );
  return { exponent: slope, stderr, coefficient: Math.exp(intercept), points, refused };
}

function checkRuns(runs: readonly MeasuredRun[]): void {
  for (const { N, C, loss } of runs) {
    if (!(N > 0 && C > 0 && Number.isFinite(loss * N * C)))
      throw invalid("run", { N, C, loss }, "positive N and C, a finite loss");
  }
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function greatest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
