import { populationError, ridgeEquivalent } from "../../../spinglass/index.js";
import type { Datum, Figure } from "../../../study/index.js";
import { errorBar, values } from "../../selection.js";
import { meanError } from "./metrics.js";
import type { Params, Row } from "./study.js";
import type { ModelName } from "./training.js";

const names: Record<ModelName, string> = {
  sla: "SLA, simplified linear",
  fla: "FLA, full linear",
  mhla: "MHLA, 10 linear heads",
  sa: "SA, softmax",
  tf: "TF, softmax and ReLU layer",
};

/** Errors against prompt length, and training beside test errors. */
export function figures(rows: readonly Row[], params: Params): Figure[] {
  return [errors(rows, params), fits(rows, params)];
}

function errors(rows: readonly Row[], params: Params): Figure {
  const { N, models, P, D, lambda, decay, epochs, repetitions } = params;
  const points = models.flatMap((model) =>
    N.map((n): Datum => {
      const eps = meanError(rows, model, n);
      return { N: n, eps: eps.value, series: names[model], ...errorBar(eps) };
    }),
  );
  return {
    id: "errors",
    title: "The zoo on linear regression",
    caption:
      `P = ${P}, D = ${D}, ${epochs} epochs; weight decay ${lambda} (linear models), ${decay} (SA, TF). Mean of ${repetitions} repetitions, bars one standard error. ` +
      (epochs < 150 ? "SA and TF would still gain from more epochs; their place above the linear models stays. " : "") +
      "Dashed: closed forms of ridge regression at λ and at λ/2, which is what the decay comes to, and the least error of any SLA.",
    x: { label: "examples in a prompt, N", type: "log" },
    y: { label: "ε_g", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: theoryCurves(params), x: "N", y: "eps", series: "series", dashed: true },
      { type: "interval", data: points, x: "N", y: "eps", low: "low", high: "high", series: "series" },
      { type: "line", data: points, x: "N", y: "eps", series: "series" },
      { type: "dot", data: points, x: "N", y: "eps", series: "series" },
    ],
  };
}

function theoryCurves({ N, P, D, lambda }: Params): Datum[] {
  const [low, high] = [Math.log(Math.min(...N)), Math.log(Math.max(...N))];
  const grid = Array.from({ length: 40 }, (_, i) => Math.round(Math.exp(low + ((high - low) * i) / 39)));
  return [...new Set(grid)].flatMap((n) => [
    { N: n, series: "theory at λ", eps: ridgeEquivalent({ P, D, N: n, lambda })?.error ?? null },
    { N: n, series: "theory at λ/2", eps: ridgeEquivalent({ P, D, N: n, lambda: lambda / 2 })?.error ?? null },
    { N: n, series: "P = ∞, λ = 0", eps: populationError({ D, N: n }, 0) },
  ]);
}

function fits(rows: readonly Row[], { models, N }: Params): Figure {
  const data = models.flatMap((model) =>
    N.flatMap((n) => {
      const [train, test] = [values(rows, { model, N: n }, "train"), values(rows, { model, N: n }, "eps")];
      return test.map((eps, i): Datum => ({ train: train[i]!, eps, series: names[model] }));
    }),
  );
  const shown = data.flatMap(({ train, eps }) => [train as number, eps as number]);
  const diagonal: Datum[] = [Math.min(...shown), Math.max(...shown)].map((value) => ({ train: value, eps: value }));
  return {
    id: "fit",
    title: "Training and test error",
    caption:
      "Every trained model. On the dashed diagonal fresh tasks cost as much as the training's own: the softmax models lie high along it, as they do not fit the training tasks; " +
      "the distance above it is overfitting, largest for models of many weights at short prompts.",
    x: { label: "error on the training tasks", type: "log" },
    y: { label: "ε_g", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: diagonal, x: "train", y: "eps", dashed: true },
      { type: "dot", data, x: "train", y: "eps", series: "series" },
    ],
  };
}
