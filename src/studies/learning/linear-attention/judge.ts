import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, pointsOf, scalarOf, valuesOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Relative excess of the loss over its minimum at which a flow has arrived. */
const ARRIVED = 1e-4;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeConvergence(rows, params), judgeMinimum(rows, params), judgeAnyFunction(rows, params)];
}

function judgeConvergence(rows: readonly Measurement[], { steps, timeStep, M, repetitions }: Params): Verdict {
  const claim = "S0/§3.2.1/flow-converges";
  const least = scalarOf(rows, "min_loss").value!;
  const loss = scalarOf(rows, "loss_trained").value;
  if (loss === null) return undecided(claim, `the flow diverges with a time step of ${timeStep}; take a smaller one`);
  const deviations = M.map((count) => {
    const { value, stderr } = scalarOf(rows, "risk_simulated", `M=${count}`);
    return Math.abs(value! - scalarOf(rows, "risk", `M=${count}`).value!) / stderr!;
  });
  const worst = Math.max(...deviations);
  const arrived = loss / least - 1 <= ARRIVED;
  // A standard error of few repetitions is itself too uncertain to speak against the closed form.
  const disagrees = worst > 6 && repetitions >= 8;
  const fails = disagrees || (!arrived && rests(rows, "from a multiple of I", 0));
  return verdict(claim, fails ? "fails" : arrived && worst <= 4 ? "holds" : "undecided", {
    measured: loss,
    expected: least,
    tolerance: ARRIVED * least,
    note:
      `Loss after ${steps} steps of the flow against the closed form ½[tr Λ − tr(Λ²Γ⁻¹)]; distance ‖A − Γ⁻¹‖ = ${scalarOf(rows, "distance_trained").value!.toExponential(1)}. ` +
      `Simulated test risks lie within ${worst.toFixed(1)} standard errors of the exact ones; least squares on prompts finds A up to ${(100 * scalarOf(rows, "fit_error").value!).toFixed(1)} %. One layer, linear attention.`,
  });
}

function judgeMinimum(rows: readonly Measurement[], { steps, repetitions }: Params): Verdict {
  const claim = "S0/§3.2.3/global-minimum";
  const least = scalarOf(rows, "min_loss").value!;
  const losses = valuesOf(rows, "loss_random_start");
  if (losses.length < repetitions) return undecided(claim, "some flows diverge; take a smaller time step");
  const worst = Math.max(...losses);
  const stuck = rests(rows, "from random starts", losses.indexOf(worst));
  return verdict(claim, worst / least - 1 <= ARRIVED ? "holds" : stuck ? "fails" : "undecided", {
    measured: worst,
    expected: least,
    tolerance: ARRIVED * least,
    note: `Worst loss after ${steps} steps from ${repetitions} random starts that meet the theorem's condition, against the closed form of the minimum.`,
  });
}

/** Has the loss all but stopped falling: less than a hundredth of its excess over the last fifth of the steps? */
function rests(rows: readonly Measurement[], series: string, repetition: number): boolean {
  const curve = pointsOf(rows, "excess", repetition).filter((point) => point.series === series);
  const [before, last] = curve.slice(-2).map(({ value }) => value!);
  return curve.length > 1 && last! > 0 && before! - last! < 0.01 * last!;
}

function judgeAnyFunction(rows: readonly Measurement[], { spectrum, N }: Params): Verdict {
  const total = spectrum.reduce((sum, value) => sum + value, 0);
  const limit = scalarOf(rows, "risk_limit").value! / total;
  const shifted = scalarOf(rows, "risk_shifted_limit").value! / total;
  return verdict("S0/§3.2.3/any-linear-function", limit > 0 ? "corrected" : "holds", {
    measured: limit,
    expected: 0,
    tolerance: 0,
    note:
      `What remains of the error, as a share of tr Λ, with infinitely many examples in the test prompt: the layer has learnt Γ⁻¹ for N = ${N}, not Λ⁻¹, and keeps the bias I − Γ⁻¹Λ. ` +
      `So linear functions are fitted up to O(1/N²) of the training's N, and for inputs of the training's covariance only: with the spectrum reversed ${shifted.toPrecision(2)} remains.`,
  });
}
