import type { Ranged } from "../../../lab/law-documents.js";
import { surfaces } from "../../../lab/laws/surface.js";
import { formByName } from "../../../laws/forms/index.js";
import { allocate } from "../../../laws/plan/index.js";
import type { Figure } from "../../../study/index.js";
import { examples } from "./examples.js";

/** Numbers of runs that the slider stops at. */
export const runCounts = [12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512] as const;

/** What is written on the figure, in the page's language. */
export interface MoreDataWords {
  readonly title: string;
  readonly caption: string;
  readonly runs: string;
  readonly size: string;
  readonly truth: string;
}

/** The best size by the law that the example is made from. */
export function trueSize(compute: number): number {
  const { law, truth } = examples.dense;
  const form = formByName(law);
  const theta = Float64Array.from(form.parameters, ({ name }) => truth[name]!);
  return allocate(surfaces(form)(theta), compute).N;
}

/** The intervals of the best size over the number of runs, with the truth. */
export function moreDataFigure(found: ReadonlyMap<number, Ranged>, truth: number, words: MoreDataWords): Figure {
  const data = runCounts.flatMap((runs) => {
    const { value = null, ci95: [low, high] = [null, null] } = found.get(runs) ?? {};
    return value === null ? [] : [{ runs, N: value, low, high }];
  });
  const sizes = data.flatMap(({ N, low, high }) => [N, low ?? N, high ?? N]).concat(truth);
  return {
    id: "more-data",
    title: words.title,
    caption: words.caption,
    aspect: 0.5,
    x: { label: words.runs, type: "log", domain: [runCounts[0] / 1.2, runCounts.at(-1)! * 1.2] },
    y: { label: words.size, type: "log", domain: [Math.min(...sizes) / 1.1, Math.max(...sizes) * 1.1] },
    marks: [
      { type: "rule", axis: "y", at: truth, label: words.truth },
      { type: "interval", data, x: "runs", y: "N", low: "low", high: "high" },
      { type: "dot", data, x: "runs", y: "N", symbol: "circle" },
    ],
  };
}
