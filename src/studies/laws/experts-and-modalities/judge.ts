import { predictAt } from "../../../laws/fit/index.js";
import { moeClark } from "../../../laws/forms/index.js";
import type { Verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import { withMinus } from "../../printed.js";
import { thetaFor } from "../planted.js";
import { clark, HELD_OUT, type Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeExperts(rows), judgeModalities(rows, params)];
}

/** Loss gained per doubling of experts over that per doubling of parameters, under Clark's law. */
function judgeExperts(rows: readonly Measurement[]): Verdict {
  const theta = thetaFor(moeClark, clark);
  const loss = (N: number, experts: number) => Math.log(predictAt(moeClark, theta, { N, experts }));
  const worth = (N: number, experts: number) =>
    (loss(N, experts) - loss(N, 2 * experts)) / (loss(N, experts) - loss(2 * N, experts));
  const percent = (form: string, quantity: string) => `${(100 * scalarOf(rows, quantity, form).value!).toFixed(2)} %`;
  const cutoff = 10 ** (-clark.b! / clark.c!);
  return compare("S1/new/mixture-of-experts", {
    measured: worth(1e9, 64),
    expected: 1,
    tolerance: 0.1,
    note:
      `What doubling 64 experts gains at N = 10⁹ over what doubling N gains, by the law that Clark et al. fitted (S-Base): ${worth(15e6, 2).toFixed(2)} at 15M with 2 experts. Returns to experts fall with N, end at N = 10^(−b/c) = ${cutoff.toExponential(0)}, and saturate in E. ` +
      `Fitted to runs of that law, the printed form is off by ${percent("handbook-experts", "rmse")} (rms; Clark's ${percent("moe-clark", "rmse")}), and its forecast for ${HELD_OUT.N.toExponential(0)} parameters and ${HELD_OUT.experts} experts by ${percent("handbook-experts", "forecast_error")} (${percent("moe-clark", "forecast_error")}). It has no D and no floor.`,
  });
}

function judgeModalities(rows: readonly Measurement[], { noise, synergy, competition }: Params): Verdict {
  const at = (quantity: string, form: string) => withMinus((100 * scalarOf(rows, quantity, form).value!).toFixed(2));
  return compare("S1/new/multimodal", {
    measured: scalarOf(rows, "forecast_error", "handbook-modalities"),
    expected: 0,
    tolerance: 0.02,
    note:
      `Relative error of the loss that the printed form forecasts for 30B parameters and 10¹² tokens of each modality, fitted to runs of the law of Aghajanyan et al. (synergy ${synergy}, competition ${competition}, noise ${noise}); that law's own fit: ${at("forecast_error", "multimodal")} %. ` +
      `Losses have a floor, and modalities interact (${scalarOf(rows, "interaction").value!.toFixed(3)} nats in the range of the runs, 0 by the printed form, whose rms misfit is ${at("rmse", "handbook-modalities")} % against ${at("rmse", "multimodal")} %).`,
  });
}
