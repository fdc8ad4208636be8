import type { Datum, Figure } from "../../../study/index.js";
import { bayesOf } from "./classes.js";
import { classesOf, predictorsOf } from "./curves.js";
import { type CurvePoint, TRAINED } from "./experiment.js";
import type { Params } from "./study.js";

/** Errors above this are not drawn: least squares has a peak without end where there are as many examples as dimensions. */
const HIGHEST = 1.6;

/** A figure of errors for each class, how far the model is from each baseline, and the losses of training. */
export function figures(rows: readonly CurvePoint[], params: Params): Figure[] {
  const errors = classesOf(rows).map((ofClass) => errorsOf(rows, ofClass, params));
  const withBayes = classesOf(rows).filter((ofClass) => bayesOf[ofClass] !== undefined);
  return [...errors, ...(withBayes.length > 0 ? [distances(rows, withBayes)] : []), losses(rows)];
}

function errorsOf(rows: readonly CurvePoint[], ofClass: string, { d, prompts }: Params): Figure {
  const points = rows.filter((row) => row.class === ofClass && row.quantity === "error");
  const data = points.map(drawn);
  const ofModel = points.filter(({ predictor }) => predictor === TRAINED).map(drawn);
  const baselines = data.filter(({ predictor }) => predictor !== TRAINED);
  const bayes = bayesOf[ofClass];
  return {
    id: `errors-${ofClass.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase()}`,
    title: `In context: ${ofClass}`,
    caption:
      `Mean squared error on ${prompts.toLocaleString("en")} fresh prompts, over the variance of the noise-free labels, after k examples; bars one standard error over prompts. Dots: the model that was trained here. ` +
      `${bayes ? `The best possible predictor: ${bayes}. ` : ""}Errors above ${HIGHEST} are left out.`,
    x: { label: "examples seen, k" },
    y: { label: "squared error / label variance", domain: [0, HIGHEST] },
    color: { type: "categorical", domain: predictorsOf(rows, ofClass) },
    marks: [
      { type: "rule", axis: "x", at: d, label: "k = d" },
      { type: "line", data: baselines, x: "k", y: "value", series: "predictor" },
      { type: "interval", data: ofModel, x: "k", y: "value", low: "low", high: "high", series: "predictor" },
      { type: "line", data: ofModel, x: "k", y: "value", series: "predictor" },
      { type: "dot", data: ofModel, x: "k", y: "value", series: "predictor" },
    ],
  };
}

function drawn({ predictor, k, value, stderr }: CurvePoint): Datum {
  const isInside = value <= HIGHEST;
  const [low, high] = [Math.max(0, value - stderr!), Math.min(HIGHEST, value + stderr!)];
  return { predictor, k, value: isInside ? value : null, low: isInside ? low : null, high: isInside ? high : null };
}

function distances(rows: readonly CurvePoint[], classes: readonly string[]): Figure {
  const shown = rows.filter(({ class: ofClass, quantity }) => quantity === "distance" && classes.includes(ofClass));
  const data = shown.map(({ class: ofClass, predictor, k, value }) => ({ class: ofClass, predictor, k, value }));
  return {
    id: "distances",
    title: "Which predictor is it nearest to?",
    caption:
      "Mean squared distance between the trained model's predictions and those of each baseline, over the variance of the labels. From the Bayes predictor it is what the model's error lies above the least there is.",
    x: { label: "examples seen, k" },
    y: { label: "squared distance / label variance", type: "log" },
    color: { type: "categorical" },
    facet: { column: "class" },
    aspect: 0.9,
    marks: [
      { type: "line", data: data.filter(({ value }) => value > 0), x: "k", y: "value", series: "predictor" },
      { type: "dot", data: data.filter(({ value }) => value > 0), x: "k", y: "value", series: "predictor" },
    ],
  };
}

function losses(rows: readonly CurvePoint[]): Figure {
  const data = rows
    .filter(({ quantity }) => quantity === "loss")
    .map(({ class: ofClass, k, value }) => ({ class: ofClass, step: k, value }));
  return {
    id: "losses",
    title: "The losses of training",
    caption:
      "Mean loss over stretches of steps: the squared error over the label variance, all counted positions of fresh prompts. With a curriculum the first prompts are shorter and have fewer dimensions.",
    x: { label: "training steps" },
    y: { label: "loss", type: "log" },
    color: { type: "categorical" },
    marks: [{ type: "line", data, x: "step", y: "value", series: "class" }],
  };
}
