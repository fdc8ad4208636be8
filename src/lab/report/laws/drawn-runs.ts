import type { RunData } from "../../../laws/fit/index.js";
import type { DrawnFit } from "../../laws/fit-table.js";
import { subsetOf } from "../../laws/subset.js";

/** More dots than these hide each other, and make a page that no browser likes. */
const MOST_DOTS = 3000;

/** The runs that are drawn: all, or some spread evenly over a long table. */
export interface DrawnRuns {
  readonly data: RunData;
  readonly predicted: Float64Array;
  readonly residuals: Float64Array;
  /** For captions: what is drawn of how many, or nothing where all are. */
  readonly note: string;
}

/** The runs of a fit as dots. */
export function drawnRuns({ fit, runs }: DrawnFit): DrawnRuns {
  const { n } = fit;
  const count = Math.min(n, MOST_DOTS);
  const indices = Array.from({ length: count }, (_, k) => Math.floor((k * n) / count));
  const data = subsetOf(runs.data, indices);
  const residuals = Float64Array.from(indices, (i) => fit.residuals[i]!);
  const isRaw = fit.loss.kind === "ls-raw";
  return {
    ...{ data, residuals },
    predicted: data.target.map((y, i) => (isRaw ? y + residuals[i]! : y * Math.exp(residuals[i]!))),
    note: n === count ? "" : ` (${count.toLocaleString("en")} of ${n.toLocaleString("en")})`,
  };
}
