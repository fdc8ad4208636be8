import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { metrics } from "./metrics.js";
import type { Params, Row } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Row[], params: Params): Verdict[] {
  const found = metrics(rows, params);
  return [judgeWorks(found, params), judgeIdentity(found)];
}

type Metrics = ReturnType<typeof metrics>;

function judgeWorks(found: Metrics, { N, P }: Params): Verdict {
  const claim = "S2/conclusion-3/works-on-real-tasks";
  const gain = found.difference_mean!;
  if (gain.stderr === null) return undecided(claim, "needs at least 2 repetitions");
  const tolerance = 4 * gain.stderr;
  const kind = gain.value! < -tolerance ? "holds" : gain.value! > tolerance ? "fails" : "undecided";
  const show = (name: string) => found[`eps_${name}`]!.value!.toFixed(3);
  return verdict(claim, kind, {
    measured: gain,
    expected: 0,
    tolerance,
    note:
      `Squared error of the attention (P = ${P}, N = ${N}) less that of the prompt's mean, on held-out rows; must be below 0. Errors, in units of the target's variance: ` +
      `attention ${show("attention")}, mean ${show("mean")}, least squares ${show("ols")}, ridge ${show("ridge")}.`,
  });
}

function judgeIdentity(found: Metrics): Verdict {
  const contrast = found.contrast_attention!;
  return verdict("S2/eq-158/identity-on-real-tasks", contrast.value! > 0.9 ? "undecided" : "fails", {
    measured: contrast,
    expected: 1,
    tolerance: 0.1,
    note: "Contrast (161) of the exact ground state; above 0.9 it would leave the scale open. With correlated features the trained W11 whitens them: it approaches a regularised inverse covariance, not I.",
  });
}
