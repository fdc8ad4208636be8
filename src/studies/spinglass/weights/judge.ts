import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import { inverseWishartDistance, populationDiagonal } from "../../../spinglass/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import type { Algorithm, Params, Row } from "./study.js";

/** Verdicts on the claims of `claims.ts`, at the largest P unless they name another. */
export function judge(rows: readonly Row[], params: Params): Verdict[] {
  const at = (P: number, algorithm: Algorithm, column: "w11" | "eps") =>
    estimate(
      rows.flatMap((row) =>
        row.kind === "summary" && row.P === P && row.algorithm === algorithm ? (row[column] ?? []) : [],
      ),
    );
  return [
    judgeIdentity(at, params),
    judgeAmp(at, params),
    judgeFewTasks(at, params),
    judgeDeadColumn(rows, params),
    judgeDistance(),
  ];
}

type Summary = (P: number, algorithm: Algorithm, column: "w11" | "eps") => Estimate;

function judgeIdentity(at: Summary, { P, D, N, lambda }: Params): Verdict {
  const most = Math.max(...P);
  const measured = at(most, "ridge", "w11");
  const optimum = populationDiagonal({ D, N }, lambda);
  const tolerance = Math.max(4 * (measured.stderr ?? 0), 0.02);
  const near = (value: number) => Math.abs(measured.value! - value) <= tolerance;
  return verdict("S2/eq-158/optimum-is-identity", near(1) ? "holds" : near(optimum) ? "corrected" : "undecided", {
    measured,
    expected: 1,
    tolerance,
    note:
      `Mean diagonal of W11 of the exact ground state at P = ${most}. As P → ∞ it is the shrunk identity ` +
      `W11 = I/(1+(D+1)/N+λD) = ${optimum.toFixed(4)} I, because E C₀² = (1+(D+1)/N) I, not I.`,
  });
}

function judgeAmp(at: Summary, { P, beta }: Params): Verdict {
  const claim = "S2/fig-9/amp-gives-optimum";
  const most = Math.max(...P);
  const amp = at(most, "amp", "w11");
  if (amp.value === null) return undecided(claim, `AMP did not converge at P = ${most}`);
  const exact = at(most, "ridge", "w11");
  const tolerance = 4 * Math.hypot(amp.stderr ?? 0, exact.stderr ?? 0);
  const agrees = Math.abs(amp.value - exact.value!) <= tolerance;
  return verdict(claim, agrees ? "holds" : "fails", {
    measured: amp,
    expected: exact.value!,
    tolerance,
    note:
      `Mean diagonal of W11 at P = ${most}, AMP (153) at β = ${beta} against the exact ground state of the same tasks. ` +
      "AMP's fixed point is ridge with λ − V_i in place of λ; spinglass/message-passing puts the Onsager term back.",
  });
}

function judgeFewTasks(at: Summary, { P, N, D }: Params): Verdict {
  const claim = "S2/fig-9/few-tasks-fail";
  const [few, many] = [Math.min(...P), Math.max(...P)];
  if (few === many || many < D * (D + 1))
    return undecided(claim, `needs two values of P, one of at least D(D+1) = ${D * (D + 1)}`);
  const poor = at(few, "sgd", "eps");
  const good = at(many, "sgd", "eps").value;
  if (poor.value === null || good === null) return undecided(claim, "SGD did not converge; give it more epochs");
  const separated = poor.value! - 4 * (poor.stderr ?? 0) > 2 * good;
  return verdict(claim, separated ? "holds" : "fails", {
    measured: poor,
    expected: good,
    tolerance: good,
    note: `Test error of SGD at P = ${few} against that at P = ${many} (D = ${D}, N = ${N}); far means more than twice as large.`,
  });
}

function judgeDeadColumn(rows: readonly Row[], { D, beta, lambda }: Params): Verdict {
  const claim = "S2/fig-9/dead-column-variance";
  const dead = rows.find((row) => row.kind === "entry" && row.column === D && row.variance !== null);
  if (!dead) return undecided(claim, "AMP did not converge");
  const expected = 1 / (beta * lambda);
  return verdict(claim, Math.abs(dead.variance! / expected - 1) < 1e-12 ? "corrected" : "fails", {
    measured: dead.variance,
    expected,
    tolerance: 1e-12,
    note:
      `It is 1/(βλ) = ${expected.toPrecision(4)} whatever the initialisation: AMP has no memory of it. At β = 100 and λ = 0.01, the values of ` +
      "fig. 9, that happens to be 1; at λ = 1 (fig. 12a) it is 0.01.",
  });
}

function judgeDistance(): Verdict {
  const claim = "S2/fig-8/distance-is-small";
  const printed = { D: 10, N: 50 };
  const relative = Math.sqrt(inverseWishartDistance(printed) / printed.D);
  return verdict(claim, "fails", {
    measured: relative,
    expected: 0,
    tolerance: 0.2,
    note:
      "Root mean square of ‖C₀⁻¹ − I‖/‖I‖ at the figure's D = 10, N = 50 (closed form): the solution of eq. (157) " +
      "is C₀⁻¹, nearly as far from I as I from 0. The plotted distance is a mean square per element.",
  });
}
