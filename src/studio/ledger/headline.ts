import type { Figure, Row } from "../../study/index.js";

/** The solvers of the headline, by their names in the study. */
export const SOLVERS = ["amp", "tap", "gamp"] as const;
/** One of {@link SOLVERS}. */
export type Solver = (typeof SOLVERS)[number];

/** What the headline leaves fixed: small enough to answer to the hand. */
export const SETTING = { D: 10, N: 100, lambda: 0.01, repetitions: 1, algorithm: SOLVERS } as const;
/** The numbers of tasks between which the hand moves. */
export const RANGE = { least: 50, most: 10_000 } as const;
/** Where the curves are measured first. */
export const GRID = [50, 100, 200, 400, 600, 800, 1000, 1500, 3000, 10_000] as const;

/** Where a solver ended: its largest distance from the exact mean, or null where it came to no fixed point. */
export interface Ending {
  readonly P: number;
  readonly solver: Solver;
  readonly distance: number | null;
}

/** The endings in rows of `spinglass/message-passing`. */
export function endingsOf(rows: readonly Row[]): readonly Ending[] {
  return rows.map(({ P, algorithm, deviation }) => ({
    P: P as number,
    solver: algorithm as Solver,
    distance: deviation as number | null,
  }));
}

/** Words of the figure, in the language of the page. */
export interface HeadlineWords {
  readonly title: string;
  readonly caption: string;
  readonly tasks: string;
  readonly distance: string;
  readonly solvers: Readonly<Record<Solver, string>>;
}

/** Where a solver without a fixed point is drawn: at the top. */
const TOP = 1;
/** Distances below are rounding. */
const FLOOR = 1e-14;

/** Distances from the exact mean over the number of tasks; dots and crosses stand at the number at hand. */
export function headlineFigure(all: readonly Ending[], P: number, threshold: number, words: HeadlineWords): Figure {
  const known = all.map((ending) => ({ ...ending, name: words.solvers[ending.solver] })).sort((a, b) => a.P - b.P);
  const at = { x: "P", y: "height", series: "name" } as const;
  const curve = known.map(({ P, name, distance }) => ({
    P,
    name,
    height: distance === null ? null : Math.max(distance, FLOOR),
  }));
  const here = curve.filter((point) => point.P === P);
  return {
    id: "headline",
    title: words.title,
    caption: words.caption,
    x: { label: words.tasks, type: "log", domain: [RANGE.least, RANGE.most] },
    y: { label: words.distance, type: "log", domain: [FLOOR, TOP] },
    color: { type: "categorical", domain: SOLVERS.map((solver) => words.solvers[solver]) },
    aspect: 0.42,
    marks: [
      { type: "rule", axis: "x", at: threshold, label: "P_c" },
      { type: "line", data: curve, ...at },
      { type: "dot", data: here.filter(({ height }) => height !== null), ...at },
      {
        type: "dot",
        symbol: "times",
        data: here.filter(({ height }) => height === null).map((point) => ({ ...point, height: TOP })),
        ...at,
      },
    ],
  };
}

/** The number of tasks at a place of the slider, from 0 to 1, to two digits. */
export function tasksAt(place: number): number {
  return Number((RANGE.least * (RANGE.most / RANGE.least) ** place).toPrecision(2));
}

/** The place of a number of tasks on the slider. */
export function placeOf(P: number): number {
  return Math.log(P / RANGE.least) / Math.log(RANGE.most / RANGE.least);
}
