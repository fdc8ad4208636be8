import { type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { largestOf, type Measurement, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeDefinition(rows, params), judgePowerLaw(rows, params), judgeDerivation(rows, params)];
}

function judgeDefinition(rows: readonly Measurement[], { parameters }: Params): Verdict {
  return compare("S1/§4.1/free-energy", {
    measured: largestOf(rows, "balance"),
    expected: 0,
    tolerance: 1e-10,
    note: `Largest |F − (U − TS)|/|F| over all 2^N enumerated models, N = 4 … ${parameters}, with U and S summed from the Gibbs probabilities.`,
  });
}

function judgePowerLaw(rows: readonly Measurement[], { alpha, temperature, states }: Params): Verdict {
  const measured = scalarOf(rows, "exponent", "premise");
  const basin = scalarOf(rows, "exponent", "basin").value!;
  return compare("S1/§4.1/power-law-of-free-energy", {
    measured,
    expected: -alpha,
    tolerance: 0.05,
    note:
      `d ln|F|/d ln N at N = 10⁹, T = ${temperature}, with the premise taken at its word (every one of the ${states}^N models has E = N^−α): ` +
      `the entropy N ln ${states} was dropped. A quadratic basin with N^−α at its bottom gives ${basin.toFixed(3)}. Only at T = 0 does F = E.`,
  });
}

function judgeDerivation(rows: readonly Measurement[], { alpha }: Params): Verdict {
  return verdict("S1/§4.1/derivation-of-scaling-laws", "fails", {
    measured: scalarOf(rows, "exponent", "zero_temperature"),
    expected: -alpha,
    tolerance: 0.05,
    note:
      "At T = 0, the one case in which F(N) ~ N^−α, the exponent is the one that was assumed: E(θ) ~ N^−α is the scaling law itself, for every θ. " +
      "Z sums over θ at fixed N and knows nothing of how loss depends on N. (This verdict rests on the argument; no run could turn it.)",
  });
}
