import type { Datum, Figure } from "../../../study/index.js";
import type { FittedForecast } from "../../laws/forecast-file.js";
import { geometric } from "./grids.js";
import { verbatim } from "./verbatim.js";

/** Points of a curve. */
const POINTS = 80;

/** The metric of the models, the curves that explain it with their bands, and the forecasts. */
export function forecastFigure(fitted: FittedForecast): Figure {
  const { document, x, y, length, curves } = fitted;
  const metricName = verbatim(document.metric);
  const byLength = curves.some((curve) => curve.length !== null);
  const series = ({ name, length: tokens }: FittedForecast["curves"][number]) =>
    byLength ? `answers of ${tokens} tokens` : name;
  const isLoss = document.x.name === "L";
  const models: Datum[] = Array.from(x, (value, i) => ({
    ...{ x: value, metric: y[i]!, what: byLength ? `answers of ${length![i]} tokens` : "models" },
  }));
  const lines: Datum[] = curves.flatMap((curve) =>
    positions(fitted).map((value) => {
      const { value: metric, ci95 } = curve.at(value);
      return { x: value, metric, low: ci95[0], high: ci95[1], what: series(curve) };
    }),
  );
  const last = curves.at(-1);
  const forecasts: Datum[] = document.forecasts.map(({ at, by, value, ci95 }) => ({
    ...{ x: at, metric: value, low: ci95[0], high: ci95[1], what: byLength && last ? series(last) : by },
  }));
  const banded = lines.filter(({ low }) => low !== null);
  const beyond = forecasts.length > 0 ? " Crosses: forecasts, with their 95 % intervals." : "";
  return {
    id: "forecast",
    title: `${metricName} ${isLoss ? "by the loss" : `over ${document.x.name}`}`,
    caption: `Dots: models. ${captionOf(fitted, byLength)}${banded.length > 0 ? " Bands: 95 % interval of the curve, not of one more model." : ""}${beyond}`,
    x: isLoss
      ? { label: "loss L, nats per token", reverse: true }
      : { label: `${document.x.name} of the model`, type: "log" },
    y: { label: metricName },
    color: { type: "categorical" },
    marks: [
      ...(banded.length > 0
        ? [{ type: "band" as const, data: banded, x: "x", y: "metric", low: "low", high: "high", series: "what" }]
        : []),
      { type: "line", data: lines, x: "x", y: "metric", series: "what" },
      { type: "dot", data: models, x: "x", y: "metric", ...(byLength && { series: "what" }) },
      ...intervalMarks(forecasts),
      { type: "dot", data: forecasts, x: "x", y: "metric", series: "what", symbol: "times" },
    ],
  };
}

/** The errors of the likeliest curve at each model. */
export function missesFigure({ document, x, y, length, curves }: FittedForecast): Figure | null {
  if (curves.length === 0) return null;
  const data = Array.from(x, (value, i) => {
    const curve = curves.find((each) => each.length === null || each.length === length?.[i]) ?? curves[0]!;
    return { x: value, miss: curve.at(value).value - y[i]! };
  });
  const isLoss = document.x.name === "L";
  return {
    id: "misses",
    title: "What the curve leaves over",
    caption: `Predicted minus measured ${verbatim(document.metric)} by ${curves[0]!.name}, each dot a model. Errors that neighbours share are what the curve misses.`,
    aspect: 0.4,
    x: isLoss
      ? { label: "loss L, nats per token", reverse: true }
      : { label: `${document.x.name} of the model`, type: "log" },
    y: { label: "predicted − measured" },
    marks: [
      { type: "rule", axis: "y", at: 0 },
      { type: "dot", data, x: "x", y: "miss" },
    ],
  };
}

function captionOf({ curves }: FittedForecast, byLength: boolean): string {
  if (curves.length === 0) return "No curve.";
  if (byLength) return `Lines: the explanation “${curves[0]!.name}”, for answers of each length.`;
  return curves.length === 1
    ? `Line: ${curves[0]!.name}.`
    : "Lines: the explanations that the models leave, each with its own forecast.";
}

function intervalMarks(forecasts: readonly Datum[]): Figure["marks"] {
  const known = forecasts.filter(({ low }) => low !== null);
  return known.length === 0
    ? []
    : [{ type: "interval", data: known, x: "x", y: "metric", low: "low", high: "high", series: "what" }];
}

/** Where curves are drawn: over the models and as far as the forecasts. */
function positions({ document: { x, forecasts } }: FittedForecast): number[] {
  const ends = [...x.range, ...forecasts.map(({ at }) => at)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  if (x.name !== "L") return geometric(low, high, POINTS);
  return Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
}
