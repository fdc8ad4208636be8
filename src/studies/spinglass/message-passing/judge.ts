import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import { ampThreshold } from "../../../spinglass/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import type { Algorithm, Params, Row } from "./study.js";

/** Verdicts on the claims of `claims.ts`; deviations at the largest P. */
export function judge(rows: readonly Row[], params: Params): Verdict[] {
  const most = Math.max(...params.P);
  const at = (algorithm: Algorithm, column: "deviation" | "variance_deviation" | "beta_effect") =>
    estimate(rows.flatMap((row) => (row.P === most && row.algorithm === algorithm ? (row[column] ?? []) : [])));
  return [
    judgeRelaxedBp(at("rbp", "deviation"), most),
    judgeVariance(at("rbp", "variance_deviation"), most),
    judgeNegligible(at("amp", "deviation"), params, most),
    judgeAmp(at("amp", "deviation"), at("tap", "deviation"), most),
    judgeConvergence(rows, params),
    judgeBeta(at("amp", "beta_effect"), params),
    judgeMemory(),
  ];
}

const EXACT = 1e-8;

function judgeRelaxedBp(deviation: Estimate, P: number): Verdict {
  const claim = "S2/eq-149/rbp-is-exact";
  if (deviation.value === null) return undecided(claim, `r-BP did not run or not converge at P = ${P}`);
  return verdict(claim, deviation.value < EXACT ? "holds" : "fails", {
    measured: deviation,
    expected: 0,
    tolerance: EXACT,
    note: `Largest difference of a mean from the exact one, (R+λ)⁻¹h, at P = ${P}; the step called the central limit theorem is exact here.`,
  });
}

function judgeVariance(deviation: Estimate, P: number): Verdict {
  const claim = "S2/eq-149/rbp-variance";
  if (deviation.value === null) return undecided(claim, `r-BP did not run or not converge at P = ${P}`);
  return verdict(claim, deviation.value < EXACT ? "holds" : deviation.value < 0.05 ? "corrected" : "fails", {
    measured: deviation,
    expected: 0,
    tolerance: EXACT,
    note: `Largest relative difference of a variance from the exact (1/β)[(R+λ)⁻¹]_ii at P = ${P}. On a graph with loops Gaussian belief propagation has exact means but approximate variances.`,
  });
}

function judgeNegligible(deviation: Estimate, { D }: Params, P: number): Verdict {
  const claim = "S2/eq-151/cavity-difference-negligible";
  if (deviation.value === null) return undecided(claim, `AMP (153) did not run or not converge at P = ${P}`);
  const tolerance = 1 / (D * D);
  return verdict(claim, deviation.value < tolerance ? "holds" : "fails", {
    measured: deviation,
    expected: 0,
    tolerance,
    note: `Largest difference of AMP's means from r-BP's, that is from the exact ones, at P = ${P}. Summed over the p = D(D+1) neighbours the dropped terms are of order D²/P, which is fixed as D grows.`,
  });
}

function judgeAmp(amp: Estimate, tap: Estimate, P: number): Verdict {
  const claim = "S2/eq-153/amp-finds-ground-state";
  if (amp.value === null) return undecided(claim, `AMP (153) did not run or not converge at P = ${P}`);
  const restored = tap.value !== null && tap.value < EXACT;
  return verdict(claim, amp.value < EXACT ? "holds" : restored ? "corrected" : "fails", {
    measured: amp,
    expected: 0,
    tolerance: EXACT,
    note:
      `Largest difference of AMP's means from the ground state at P = ${P}. Its fixed point solves (R + diag(λ−V))m = h` +
      (restored
        ? `; with the Onsager term −V_i m_i in the numerator (TAP) the difference is ${tap.value!.toExponential(1)}.`
        : "."),
  });
}

function judgeConvergence(rows: readonly Row[], { P, D, N, lambda }: Params): Verdict {
  const claim = "S2/eq-153/always-converges";
  const few = Math.min(...P);
  const own = rows.filter((row) => row.algorithm === "amp" && row.P === few);
  if (own.length === 0) return undecided(claim, "AMP (153) did not run");
  const share = estimate(own.map((row) => Number(row.converged)));
  const threshold = ampThreshold({ D, N, lambda });
  if (few >= threshold && share.value === 1) return undecided(claim, `needs a P below P_c = ${threshold.toFixed(0)}`);
  const gamp = rows.filter((row) => row.algorithm === "gamp");
  const gampNote =
    gamp.length === 0
      ? ""
      : ` GAMP converged in ${gamp.filter((row) => row.converged).length} of ${gamp.length} runs over all P.`;
  return verdict(claim, share.value! === 1 ? "holds" : "fails", {
    measured: share,
    expected: 1,
    tolerance: 0,
    note: `Share of runs that converge at P = ${few}. Below P_c = ${threshold.toFixed(0)} (closed form) the variance equation has no positive solution.${gampNote}`,
  });
}

function judgeBeta(effect: Estimate, { beta }: Params): Verdict {
  const claim = "S2/fig-12/beta";
  if (effect.value === null) return undecided(claim, "needs AMP (153), converged, at a β other than 1");
  return verdict(claim, effect.value < EXACT ? "corrected" : "holds", {
    measured: effect,
    expected: 0,
    tolerance: EXACT,
    note: `Largest change of a mean between β = ${beta} and β = 1: β cancels from the means of (153), so the results are those of every β.`,
  });
}

function judgeMemory(): Verdict {
  return verdict("S2/4.4.3/memory", "fails", {
    note: "By counting: AMP's messages are O(D²) numbers where r-BP's are O(D⁴), but the couplings J that every sweep of either reads are (D+1)⁴ numbers.",
  });
}
