import type { Figure } from "../../../study/index.js";
import type { DrawnFit } from "../../laws/fit-table.js";
import type { DrawnRuns } from "./drawn-runs.js";

/** Variables whose residuals are drawn; laws with more have them in the table. */
const MOST_VARIABLES = 3;

/** Predicted against measured. */
export function predictedFigure({ fit, document }: DrawnFit, { data: { target }, predicted, note }: DrawnRuns): Figure {
  const { name, unit } = document.form.target;
  const data = Array.from(target, (y, i) => ({ measured: y, predicted: predicted[i]! }));
  const isLog = fit.loss.kind !== "ls-raw";
  const [low, high] = document.form.target.range;
  return {
    id: "predicted",
    title: "Predicted and measured",
    caption: `Each dot is a run${note}. On the line, the law's ${name} is the measured one.`,
    x: { label: labelOf(`measured ${name}`, unit), type: isLog ? "log" : "linear" },
    y: { label: labelOf(`predicted ${name}`, unit), type: isLog ? "log" : "linear" },
    marks: [
      {
        type: "line",
        data: [low, high].map((y) => ({ measured: y, predicted: y })),
        x: "measured",
        y: "predicted",
        dashed: true,
      },
      { type: "dot", data, x: "measured", y: "predicted" },
    ],
  };
}

/** Residuals against what the law predicts and against its variables: what is left should show no pattern. */
export function residualFigures({ fit, document }: DrawnFit, drawn: DrawnRuns): Figure[] {
  const isLog = fit.loss.kind !== "ls-raw";
  const label = isLog ? `ln(predicted/measured ${document.form.target.name})` : `predicted − measured`;
  const against = [
    {
      name: "prediction",
      label: labelOf(`predicted ${document.form.target.name}`, document.form.target.unit),
      values: drawn.predicted,
    },
    ...document.form.variables.slice(0, MOST_VARIABLES).map(({ name, unit }) => ({
      ...{ name, label: labelOf(name, unit), values: drawn.data.variables[name]! },
    })),
  ];
  return against
    .filter(({ values }) => values.some((value) => value !== values[0]))
    .map(({ name, label: x, values }) => ({
      id: `residuals-${name}`,
      title: name === "prediction" ? "What the law leaves over" : `What it leaves over, against ${name}`,
      caption:
        name === "prediction"
          ? `Residuals, each dot a run${drawn.note}. A bend or a trend is what the law misses; single dots far out are runs to look at.`
          : `The same residuals over ${name}.`,
      aspect: 0.4,
      x: { label: x, type: values.every((value) => value > 0) ? ("log" as const) : ("linear" as const) },
      y: { label },
      marks: [
        { type: "rule" as const, axis: "y" as const, at: 0 },
        {
          type: "dot" as const,
          data: Array.from(values, (value, i) => ({ value, residual: drawn.residuals[i]! })),
          ...{ x: "value", y: "residual" },
        },
      ],
    }));
}

/** Profiles of the parameters over the distance from the optimum in standard errors; null without profiles. */
export function profileFigure({ fit, profiles }: DrawnFit): Figure | null {
  if (!profiles) return null;
  const data = profiles.flatMap(({ points }, j) => {
    const { name, scale } = fit.form.parameters[j]!;
    const [best, error] = [fit.theta[j]!, fit.standardErrors[j]!];
    const distance = (value: number) =>
      scale === "log" ? Math.log(value / best) / (error / best) : (value - best) / error;
    const known = points.map(({ value, objective }) => ({
      ...{ distance: distance(value), rise: Math.max(0, 100 * (objective / fit.objective - 1)) },
    }));
    return smoothed(known).map((point) => ({ name, ...point }));
  });
  const shown = data.filter(({ distance }) => Math.abs(distance) <= 5);
  if (shown.length === 0) return null;
  return {
    id: "profiles",
    title: "How sharply the runs determine each parameter",
    caption:
      "The least objective with one parameter held away from its best value and all others fitted anew. A flat side means that the runs allow any value there; a steep one, that they do not. Distances are in asymptotic standard errors, of the logarithm where the parameter is positive.",
    x: { label: "distance from the best value, standard errors" },
    y: { label: "rise of the objective, %" },
    color: { type: "categorical" },
    marks: [{ type: "line", data: shown, x: "distance", y: "rise", series: "name" }],
  };
}

interface ProfilePoint {
  readonly distance: number;
  readonly rise: number;
}

/** Points between those known: near an optimum the root of the rise is linear in the distance. */
function smoothed(points: readonly ProfilePoint[]): ProfilePoint[] {
  const root = ({ distance, rise }: ProfilePoint) => Math.sign(distance) * Math.sqrt(rise);
  const between = points.slice(1).flatMap((next, i) => {
    const from = points[i]!;
    return [0, 0.25, 0.5, 0.75].map((share) => ({
      distance: from.distance + share * (next.distance - from.distance),
      rise: (root(from) + share * (root(next) - root(from))) ** 2,
    }));
  });
  return [...between, ...points.slice(-1)];
}

function labelOf(name: string, unit: string): string {
  return unit === "" ? name : `${name}, ${unit}`;
}
