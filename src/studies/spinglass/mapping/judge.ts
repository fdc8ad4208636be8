import { estimate } from "../../../numerics/statistics/estimate.js";
import { zeroModeFraction } from "../../../spinglass/index.js";
import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { withMinus } from "../../printed.js";
import { figure10, type Params, type Row } from "./study.js";

const ROUNDING = 1e-12;

/** Verdicts on the claims of `claims.ts`. */
export function judge(all: readonly Row[], params: Params): Verdict[] {
  const rows = all.filter((row) => row.D === params.D);
  const largest = (column: "mismatch" | "mismatch_printed" | "dead_coupling") =>
    Math.max(...rows.map((row) => row[column]));
  return [
    verdict("S2/eq-128/mapping", largest("mismatch") < ROUNDING ? "holds" : "fails", {
      measured: largest("mismatch"),
      expected: 0,
      tolerance: ROUNDING,
      note: "Largest relative difference of the loss (123), from the tasks, and H + (1/2P)Σỹ², from J and h, with λ_i = λ + (1/P)Σs_i².",
    }),
    judgeSign(rows, largest("mismatch_printed")),
    verdict("S2/eq-131/dead-column", largest("dead_coupling") === 0 ? "holds" : "fails", {
      measured: largest("dead_coupling"),
      expected: 0,
      tolerance: 0,
      note: "Largest coupling of a spin in the last column.",
    }),
    judgeProduct(rows, params),
    judgeHessian(rows, params),
    judgeConvexity(all),
    judgeZeroModes(all),
    judgeLocalMinima(rows, params),
    judgeUniqueness(rows, params),
  ];
}

function judgeSign(rows: readonly Row[], mismatch: number): Verdict {
  const lowest = estimate(rows.map((row) => row.lowest_printed));
  return verdict("S2/eq-128/sign-of-lambda", mismatch < ROUNDING ? "holds" : "corrected", {
    measured: mismatch,
    expected: 0,
    tolerance: ROUNDING,
    note:
      "Relative mismatch of loss and energy with the printed sign. The right one is λ_i = λ + (1/P)Σ(s_i^μ)², which the authors' published code " +
      `has; with the printed one H is unbounded below (lowest eigenvalue ${withMinus(lowest.value!.toFixed(2))}). Our copy of the thesis garbles signs, so the fault may be the copy's.`,
  });
}

function judgeProduct(rows: readonly Row[], { P, D }: Params): Verdict {
  const claim = "S2/eq-132/coupling-is-product-of-fields";
  if (D < 2) return undecided(claim, "needs D > 1: otherwise there is no off-diagonal element");
  const most = Math.max(...P);
  const ratio = estimate(rows.flatMap((row) => (row.P === most ? row.sd_coupling / row.sd_field_product : [])));
  return verdict(claim, Math.abs(ratio.value! - 1) < 0.1 ? "holds" : "fails", {
    measured: ratio,
    expected: 1,
    tolerance: 0.1,
    note: `Standard deviation of E over that of C₁C₂ (off-diagonal elements) at P = ${most}: J_ij is an average of products, not a product of averages.`,
  });
}

function judgeHessian(rows: readonly Row[], { lambda, P, D }: Params): Verdict {
  const flat = rows.filter((row) => row.P < D * (D + 1));
  const claim = "S2/eq-159/hessian";
  if (flat.length === 0)
    return undecided(claim, `needs P below D(D+1) = ${D * (D + 1)}, where the data's part has zero modes (P = ${P})`);
  const measured = estimate(flat.map((row) => row.lowest));
  const isLambda = Math.abs(measured.value! / lambda - 1) < 1e-3;
  return verdict(claim, isLambda ? "corrected" : "undecided", {
    measured,
    expected: 0,
    tolerance: lambda / 2,
    note: `Smallest eigenvalue of the Hessian of the loss for P < D(D+1): it is λ = ${lambda}, not 0. Eq. (159) lacks the regulariser; ∇²H = R + λI is strictly convex for every P.`,
  });
}

function judgeConvexity(rows: readonly Row[]): Verdict {
  const lowest = Math.min(...rows.map((row) => row.lowest_relative));
  return verdict("S2/eq-160/convex", lowest > -ROUNDING ? "holds" : "fails", {
    measured: lowest,
    expected: 0,
    tolerance: ROUNDING,
    note: "Smallest eigenvalue of (1/P)Σssᵀ over its largest, over all training sets (rounding may leave it just below 0).",
  });
}

function judgeZeroModes(rows: readonly Row[]): Verdict {
  const { P, D } = figure10;
  const claim = "S2/fig-10/zero-modes";
  const row = rows.find((row) => row.P === P && row.D === D);
  if (!row) return undecided(claim, `needs the point D = ${D}, P = ${P}`);
  const share = row.zero_modes / (D + 1) ** 2;
  const exact = Math.abs(share - zeroModeFraction({ P, D })) < 1e-9;
  return verdict(claim, share > 0.98 && exact ? "holds" : "fails", {
    measured: share,
    expected: zeroModeFraction({ P, D }),
    tolerance: 1e-9,
    note: `Share of zero eigenvalues at the figure's D = ${D}, P = ${P}; exactly 1 − min(P, D(D+1))/(D+1)², at every P and D.`,
  });
}

function judgeLocalMinima(rows: readonly Row[], { P, lambda }: Params): Verdict {
  const few = Math.min(...P);
  const lowest = estimate(rows.flatMap((row) => (row.P === few ? row.lowest : [])));
  return verdict("S2/conclusion-1/many-local-minima", lowest.value! > -1e-10 ? "corrected" : "holds", {
    measured: lowest,
    expected: lambda,
    tolerance: 1e-10,
    note: `Smallest eigenvalue of the Hessian at P = ${few}. Flat directions, yes, up to λ; local minima, none: the energy is a convex quadratic for every P and has one minimum for λ > 0.`,
  });
}

function judgeUniqueness(rows: readonly Row[], { P, D }: Params): Verdict {
  const claim = "S2/eq-158/unique-beyond-one-task";
  const between = P.filter((p) => p > 1 && p < D * (D + 1));
  if (between.length === 0) return undecided(claim, `needs a P from 2 to D(D+1) − 1 = ${D * (D + 1) - 1}`);
  const most = Math.max(...between);
  const rank = estimate(rows.flatMap((row) => (row.P === most ? (D + 1) ** 2 - row.zero_modes : [])));
  return verdict(claim, rank.value! >= D * (D + 1) ? "holds" : "fails", {
    measured: rank,
    expected: D * (D + 1),
    tolerance: 0.5,
    note: `Rank of the training features at P = ${most}: min(P, D(D+1)), so at λ = 0 the weights are unique only from P = D(D+1) = ${D * (D + 1)} on. A task gives one equation on W, not the D² of eq. (158).`,
  });
}
