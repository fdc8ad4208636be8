import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import { CRITICAL, emergentAbility, printedSigmoid, printedSuccess, SIZES, simpleClassification } from "./handbook.js";
import type { Params } from "./study.js";

/** Verdicts on the formulas, the table and the script of S1 §3.3, §3.4 and example 3. */
export function judgeHandbook(rows: readonly Measurement[], { alpha, length }: Params): Verdict[] {
  return [
    judgeStep(rows),
    judgeSigmoid(),
    judgeThresholds(rows, alpha, length),
    judgeCriticalLaw(),
    judgeCriticalExponents(rows),
    judgeScript(rows),
    judgeLinear(),
    judgeZeroShot(),
  ];
}

/** The source's own table against its own step: accuracies strictly between the two values of a step. */
function judgeStep(rows: readonly Measurement[]): Verdict {
  const between = SIZES.filter((N) => {
    const accuracy = emergentAbility(N, 10e9, 3);
    return accuracy > 0.05 && accuracy < 0.95;
  }).length;
  const decades = scalarOf(rows, "decades_from_10_to_90_percent").value!;
  return verdict("S1/§3.3/step", between > 1 ? "fails" : "holds", {
    measured: between,
    expected: 0,
    tolerance: 1,
    note:
      `Of the eight models of the source's example 3, those whose “arithmetic” accuracy lies between 5 and 95 %: a step has none. Where the loss of a token is a power law the rise takes ${decades.toFixed(1)} decades of N. ` +
      "ε on one side and 1 − ε on the other also ties the floor to the ceiling, and guessing to knowing.",
  });
}

function judgeSigmoid(): Verdict {
  // The β, per parameter, that has the script's slope at N_c: 3 per decade.
  const [Nc, perDecade] = [10e9, 3];
  const beta = perDecade / (Nc * Math.LN10);
  return compare("S1/§3.3/sigmoid", {
    measured: printedSigmoid(125e6, Nc, beta),
    expected: emergentAbility(125e6, Nc, perDecade),
    tolerance: 0.02,
    differ: "corrected",
    note:
      `Success at 125M parameters by the printed sigmoid in N, N_c = 10¹⁰, its β = ${beta.toExponential(1)} per parameter set to the script's slope at N_c; expected: the script's sigmoid in log10 N. ` +
      "β must have the unit 1/parameters, a floor of 20 % remains however small the model, and the script itself uses log10 N: the argument should be β ln(N/N_c).",
  });
}

function judgeThresholds(rows: readonly Measurement[], alpha: number, length: number): Verdict {
  return verdict("S1/§3.3/thresholds", "undecided", {
    measured: scalarOf(rows, "threshold_ratio"),
    expected: 1,
    note: `Factor by which the apparent threshold moves if answers have ${10 * length} tokens and not ${length}: 10^(1/α), α = ${alpha}. A size without task, metric and prompt is no number that could be checked; the source gives no data.`,
  });
}

function judgeCriticalLaw(): Verdict {
  const total = CRITICAL.length * SIZES.length;
  const below = CRITICAL.flatMap(({ Nc, beta }) => SIZES.filter((N) => Number.isNaN((N - Nc) ** beta))).length;
  return compare("S1/§3.4/critical-law", {
    measured: below / total,
    expected: 0,
    tolerance: 0,
    note:
      "Share of the source's eight sizes and three tasks at which (N − N_c)^β has no value (N < N_c and β not an integer). It says nothing below N_c, has no ceiling above, and a critical exponent " +
      "needs a singularity, which a finite model does not have.",
  });
}

function judgeCriticalExponents(rows: readonly Measurement[]): Verdict {
  const claim = "S1/§3.4/critical-exponents";
  const found = rows.filter(({ quantity }) => quantity === "apparent_exponent");
  const values = found.map(({ value }) => value!);
  if (values.length === 0) return undecided(claim, "nothing was measured");
  return verdict(claim, "undecided", {
    measured: Math.max(...values) - Math.min(...values),
    note:
      `Unsourced. Range of the “exponents” that one smooth curve without any transition shows if A − A_c is fitted by (N − N_c)^β: ${found.map(({ series, value }) => `${value!.toFixed(2)} at ${series}`).join(", ")}. ` +
      "Each of 0.5, 0.3 and 0.7 is found somewhere on it.",
  });
}

function judgeScript(rows: readonly Measurement[]): Verdict {
  const [arithmetic, reasoning] = [10e9, 100e9].map((Nc) => scalarOf(rows, "threshold", `planted ${Nc}`).value!);
  return verdict("S1/example-3/detects", "fails", {
    measured: arithmetic!,
    expected: 10e9,
    note:
      `N_c of a sigmoid fitted to the script's “arithmetic” curve (reasoning: ${reasoning!.toExponential(3)}): it is the number put in, as the curves are drawn from the formula. Nothing is detected, no model was run; ` +
      `at 13B parameters the curve with the threshold at 10B is at ${(100 * emergentAbility(13e9, 10e9, 3)).toFixed(0)} %. (No run could turn this verdict.)`,
  });
}

function judgeLinear(): Verdict {
  const slope = (i: number) =>
    (simpleClassification(SIZES[i + 1]!) - simpleClassification(SIZES[i]!)) / (SIZES[i + 1]! - SIZES[i]!);
  return compare("S1/example-3/linear-growth", {
    measured: slope(SIZES.length - 2) / slope(0),
    expected: 1,
    tolerance: 0.01,
    differ: "corrected",
    note: "Accuracy gained per parameter between the two largest models over that between the two smallest: the formula is linear in log N.",
  });
}

function judgeZeroShot(): Verdict {
  return compare("S1/core-formulas/zero-shot", {
    measured: printedSuccess(1, 0, 1),
    expected: 0.67,
    tolerance: 0.05,
    note:
      "P(N, 0) by the printed formula for the largest N and any λ; expected: the source's own zero-shot accuracy of its largest model (§2.4: 67 %; 35 % is its smallest model's). " +
      "A floor is missing: P_0 + (P_∞ − P_0)(1 − e^(−λk)), with P_0 and P_∞ functions of log N.",
  });
}
