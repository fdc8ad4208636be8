import type { FitDocument } from "../law-documents.js";

const LOSSES: Readonly<Record<FitDocument["loss"], (delta: number | null) => string>> = {
  huber: (delta) => `Huber's loss on log residuals, δ = ${delta}`,
  l1: () => "absolute log residuals",
  "ls-log": () => "squared log residuals",
  "ls-raw": () => "squared residuals",
};

/** What was minimised: `Huber's loss on log residuals, δ = 0.001, summed over 240 runs`. */
export function lossWords({ loss, delta, n }: FitDocument): string {
  return `${LOSSES[loss](delta)}, summed over ${n.toLocaleString("en")} runs`;
}

/** Beyond this condition number estimates of single parameters move together strongly. */
const CORRELATED = 1e3;

/** What the searches and the Jacobian say of the optimum, in two sentences. */
export function searchWords({ diagnostics }: FitDocument): string {
  const { optima, starts, startsAtBest, condition } = diagnostics;
  const found =
    optima === 1
      ? `All ${starts} searches that ended met in one optimum.`
      : `${startsAtBest} of ${starts} searches ended in the best of ${optima} local optima.`;
  if (condition === null) return found;
  const size = condition >= 1e4 ? condition.toExponential(1) : condition.toFixed(0);
  return condition > CORRELATED
    ? `${found} The parameters trade off against each other (condition number ${size}), so judge them together.`
    : `${found} The runs tell the parameters apart (condition number ${size}).`;
}

/** Where the 95 % intervals come from. */
export function intervalWords({ intervals, data, n, seed }: FitDocument): string {
  const draws = intervals.draws.length.toLocaleString("en");
  switch (intervals.method) {
    case "bootstrap":
      return `middle 95 % of ${draws} refits of resampled ${data.group === null ? "runs" : `groups (${data.group})`}, seed ${seed}`;
    case "asymptotic":
      return "asymptotic, 1.96 standard errors";
    case "none":
      return `none: ${n.toLocaleString("en")} runs do not determine the parameters`;
  }
}

/** How well the law does on what it did not see; null where nothing was held out. */
export function holdoutWords({ holdout }: FitDocument): string | null {
  if (!holdout) return null;
  const { n, r2, mape, bias } = holdout;
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const explained = r2 === null ? "" : `, R² ${r2.toFixed(4)}`;
  return `${n.toLocaleString("en")} runs held out: mean error ${percent(mape)}, bias ${percent(bias)}${explained}`;
}
