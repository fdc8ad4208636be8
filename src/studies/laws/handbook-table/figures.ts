import { publishedFor } from "../../../laws/forms/index.js";
import { chinchillaSurface } from "../../../laws/plan/surface.js";
import type { Datum, Figure } from "../../../study/index.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import { chinchillaConstants } from "../planted.js";
import { SHOTS } from "./study.js";
import { FEW_SHOT, MODELS, SCRIPT, stated } from "./tables.js";

/** Each table with what is said of it and what fits it. */
export function figures(rows: readonly Measurement[]): Figure[] {
  const at = (quantity: string, series: string) => scalarOf(rows, quantity, series).value ?? Number.NaN;
  const power = (series: string) => (N: number) => at("E", series) + at("A", series) * N ** -at("alpha", series);
  return [models(power("models")), script(power("script"), power("script, held out")), fewShot(at)];
}

/** A law as a line from 10^low to 10^high parameters. */
function curve(law: (N: number) => number, [low, high]: readonly [number, number], series: string): Datum[] {
  return Array.from({ length: 61 }, (_, i) => 10 ** (low + ((high - low) * i) / 60)).map((N) => ({
    N,
    loss: law(N),
    series,
  }));
}

function models(fitted: (N: number) => number): Figure {
  const hoffmann = chinchillaSurface(chinchillaConstants("hoffmann-rounded"));
  const { N_c: Nc, alpha_N: alphaN } = publishedFor("kaplan-N").values;
  const range = [7.9, 10.2] as const;
  const lines = [
    ...curve(stated, range, "stated"),
    ...curve(fitted, range, "least squares"),
    ...curve((N) => hoffmann(N, 300e9), range, "Hoffmann et al."),
    ...curve((N) => (Nc! / N) ** alphaN!, range, "Kaplan et al."),
  ];
  const dots = MODELS.map(({ N, loss }) => ({ N, loss }));
  return {
    id: "models",
    title: "The table of §1.5 and its “fit”",
    caption:
      "Dots: the five printed losses; triangle: the printed forecast for 10B parameters. The stated formula, 2.10 + 0.35/N^{0.076}, meets none of them. Hoffmann et al. at D = 300B, Kaplan et al. at endless data.",
    x: { label: "parameters, N", type: "log" },
    y: { label: "validation loss" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: lines, x: "N", y: "loss", series: "series" },
      { type: "dot", data: dots, x: "N", y: "loss" },
      { type: "dot", data: [{ N: 1e10, loss: 2.35 }], x: "N", y: "loss", symbol: "triangle" },
    ],
  };
}

function script(all: (N: number) => number, held: (N: number) => number): Figure {
  const range = [5.8, 12] as const;
  const lines = [...curve(all, range, "fit of all six"), ...curve(held, range, "fit of the first five")];
  return {
    id: "script",
    title: "Example 1: what a forecast would have been",
    caption: "Dots: the six points of the script. The last one is “predicted” from a fit that has seen it.",
    x: { label: "parameters, N", type: "log" },
    y: { label: "validation loss" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: lines, x: "N", y: "loss", series: "series" },
      { type: "dot", data: SCRIPT.N.map((N, i) => ({ N, loss: SCRIPT.loss[i]! })), x: "N", y: "loss" },
    ],
  };
}

function fewShot(at: (quantity: string, series: string) => number): Figure {
  const lines = SHOTS.flatMap((k) =>
    curve((N) => at("limit", `k = ${k}, α = 0.1`) + at("slope", `k = ${k}, α = 0.1`) * N ** -0.1, [8, 16], `k = ${k}`),
  );
  const dots = SHOTS.flatMap((k) =>
    FEW_SHOT.N.map((N, i) => ({ N, loss: FEW_SHOT.accuracy[k][i]!, series: `k = ${k}` })),
  );
  return {
    id: "few-shot",
    title: "§2.4 with its exponent 0.1: accuracies above 1",
    caption:
      "Dots: the printed table. Lines: least squares of A∞(k) − B(k) N^{−0.1} for each number k of examples, carried on to larger models.",
    x: { label: "parameters, N", type: "log" },
    y: { label: "accuracy" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "y", at: 1, label: "all right" },
      { type: "line", data: lines, x: "N", y: "loss", series: "series" },
      { type: "dot", data: dots, x: "N", y: "loss", series: "series" },
    ],
  };
}
