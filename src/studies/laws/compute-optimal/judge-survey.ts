import { predictAt } from "../../../laws/fit/index.js";
import { kaplanSingle, publishedFor } from "../../../laws/forms/index.js";
import { type Verdict, verdict } from "../../../study/index.js";
import { thetaFor } from "../planted.js";

/** Kaplan's single-variable laws as S0 §2.1.1 and S1 §1.2 print them. */
const printed = {
  "kaplan-N": { N_c: 8.8e13, alpha_N: 0.076 },
  "kaplan-D": { D_c: 5.4e13, alpha_D: 0.095 },
} as const;

/** Verdicts on the general form and on the constants that both sources take over from Kaplan et al. */
export function judgeSurvey(): Verdict[] {
  return [judgeSign(), judgeGeneralization(), judgeKaplanConstants()];
}

function kaplanLoss(N: number): number {
  const form = kaplanSingle("N");
  return predictAt(form, thetaFor(form, publishedFor("kaplan-N").values), { N });
}

function judgeSign(): Verdict {
  return verdict("S0/§2.1.1/sign-of-exponent", kaplanLoss(1e10) < kaplanLoss(1e9) ? "corrected" : "holds", {
    measured: Math.log10(kaplanLoss(1e10) / kaplanLoss(1e9)),
    expected: 0.076,
    tolerance: 1e-9,
    note:
      "Exponent α of L = k·B^α + c for Kaplan's L(N), by the law itself at 10⁹ and 10¹⁰ parameters: it is negative, as loss falls with scale. The formulas that follow in the source carry the minus sign " +
      "(N_c/N); the general one needs α < 0 or 1/B. Expected: the α that the source gives.",
  });
}

function judgeGeneralization(): Verdict {
  return verdict("S0/§2.1.1/generalisation-error", "corrected", {
    note: "L in these laws is the cross-entropy on held-out text, which has a floor, the entropy of text; the generalisation error (the gap between test and training loss, or the excess over the best predictor) is another quantity. By definition, not by a number.",
  });
}

function judgeKaplanConstants(): Verdict {
  const gaps = Object.entries(printed).flatMap(([form, values]) => {
    const paper = publishedFor(form).values;
    return Object.entries(values).map(([name, value]) => Math.abs(value / paper[name]! - 1));
  });
  return verdict("S0/§2.1.1/kaplan-constants", gaps.every((gap) => gap < 1e-12) ? "holds" : "fails", {
    note:
      `By reading, not by a number: the printed N_c, α_N, D_c, α_D are those of Kaplan et al., eqs 1.1 and 1.2: L(10⁹) = ${kaplanLoss(1e9).toFixed(4)}, L(10¹⁰) = ${kaplanLoss(1e10).toFixed(4)}. ` +
      "N counts parameters without embeddings, which S0 says and S1 does not.",
  });
}
