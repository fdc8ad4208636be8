import type { Datum, Figure } from "../../../study/index.js";
import type { Result } from "./experiment.js";
import type { Params } from "./study.js";

/** Errors above this are not drawn. */
const HIGHEST = 2;

/** Errors by number of examples, and by number of inner steps. */
export function figures(rows: readonly Result[], params: Params): Figure[] {
  return [byExamples(rows, params), bySteps(rows, params)];
}

function byExamples(rows: readonly Result[], { shots, prompts, innerSteps }: Params): Figure {
  const data = rows.filter(({ quantity }) => quantity === "error").map(drawn);
  return {
    id: "examples",
    title: "Adapting to a fresh task",
    caption: `Squared error over the label variance after k examples, on ${prompts.toLocaleString("en")} fresh tasks; bars one standard error over tasks. MAML takes ${innerSteps === 1 ? "one inner step" : `${innerSteps} inner steps`} and was trained for k = ${shots}. Errors above ${HIGHEST} are left out.`,
    x: { label: "examples seen, k" },
    y: { label: "squared error / label variance", domain: [0, HIGHEST] },
    color: { type: "categorical" },
    facet: { column: "family" },
    aspect: 0.9,
    marks: [
      { type: "interval", data, x: "k", y: "value", low: "low", high: "high", series: "learner" },
      { type: "line", data, x: "k", y: "value", series: "learner" },
      { type: "dot", data, x: "k", y: "value", series: "learner" },
    ],
  };
}

function bySteps(rows: readonly Result[], { shots }: Params): Figure {
  const data = rows.filter(({ quantity }) => quantity === "by-steps").map(drawn);
  return {
    id: "inner-steps",
    title: "More inner steps than it was trained for",
    caption: `Squared error over the label variance after ${shots} examples and so many gradient steps on them; bars one standard error over tasks. Errors above ${HIGHEST} are left out.`,
    x: { label: "inner gradient steps" },
    y: { label: "squared error / label variance", domain: [0, HIGHEST] },
    color: { type: "categorical" },
    facet: { column: "family" },
    aspect: 0.9,
    marks: [
      { type: "interval", data, x: "k", y: "value", low: "low", high: "high", series: "learner" },
      { type: "line", data, x: "k", y: "value", series: "learner" },
      { type: "dot", data, x: "k", y: "value", series: "learner" },
    ],
  };
}

function drawn({ family, learner, k, value, stderr }: Result): Datum {
  const isInside = value <= HIGHEST;
  const [low, high] = [Math.max(0, value - stderr!), Math.min(HIGHEST, value + stderr!)];
  return {
    family,
    learner,
    k,
    value: isInside ? value : null,
    low: isInside ? low : null,
    high: isInside ? high : null,
  };
}
