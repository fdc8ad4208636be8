import type { Figure } from "../../../study/index.js";
import type { DrawnFit } from "../../laws/fit-table.js";
import { intervalWords } from "../../laws/fit-words.js";
import { frontier } from "../../laws/frontier.js";
import { hasSurface, otherVariables, surfaces } from "../../laws/surface.js";
import { type DrawnRuns, drawnRuns } from "./drawn-runs.js";
import { predictedFigure, profileFigure, residualFigures } from "./fit-figures.js";
import { geometric } from "./grids.js";
import {
  contourFigure,
  frontierFigure,
  frontierLossFigure,
  isoflopFigure,
  type SurfaceView,
} from "./surface-figures.js";

/** Budgets along the compute frontier. */
const BUDGETS = 30;
/** How far beyond the dearest run the frontier is drawn. */
const BEYOND = 100;

/** The figures of a fit's report, by section. */
export function fitFigures(fitted: DrawnFit): {
  readonly surface: readonly Figure[];
  readonly intervals: readonly Figure[];
  readonly residuals: readonly Figure[];
} {
  const profiles = profileFigure(fitted);
  const drawn = drawnRuns(fitted);
  return {
    surface: surfaceFigures(fitted, drawn),
    intervals: profiles ? [profiles] : [],
    residuals: [predictedFigure(fitted, drawn), ...residualFigures(fitted, drawn)],
  };
}

/** Figures over size and tokens, for a law of these and of nothing that varies beside them. */
function surfaceFigures({ fit, runs, draws, document }: DrawnFit, { data }: DrawnRuns): Figure[] {
  const { form, theta } = fit;
  const { N, D } = data.variables;
  if (!hasSurface(form) || !N || !D) return [];
  const others = otherVariables(form).map((name) => [name, runs.data.variables[name]!] as const);
  if (others.some(([, values]) => values.some((value) => value !== values[0]))) return [];
  const surfaceAt = surfaces(form, Object.fromEntries(others.map(([name, values]) => [name, values[0]!])));
  const points = { N, D, L: data.target };
  const [low, high] = document.data.compute!;
  const view: SurfaceView = {
    surface: surfaceAt(theta),
    runs: points,
    lossLabel: `${form.target.description} ${form.target.name}, ${form.target.unit}`,
    frontier: frontier(surfaceAt, theta, draws, geometric(low, high * BEYOND, BUDGETS)),
    band: intervalWords(document),
  };
  return [isoflopFigure(view), frontierFigure(view), frontierLossFigure(view), contourFigure(view)].filter(
    (figure) => figure !== null,
  );
}
