import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

const HUBER = "Huber, δ = 0.001";

/** Verdicts on a person's table of `runs` runs, by its own fits and their asymptotic standard errors. */
export function judgeTable(rows: readonly Measurement[], runs: number, { outliers }: Params): Verdict[] {
  const without = `${runs - outliers} of its ${runs} runs, without the ${outliers} of highest loss`;
  return [
    judgeLeastSquares(rows, runs, outliers),
    judgeExponent(rows, "alpha", 0.34, without),
    judgeExponent(rows, "beta", 0.28, without),
    judgeConstants(rows, without),
  ];
}

/** A fitted constant with its standard error. */
function fitted(rows: readonly Measurement[], name: string, series: string) {
  const value = scalarOf(rows, name, series).value!;
  const relative = scalarOf(rows, `${name}_relative_error`, series).value;
  return { value, stderr: relative === null ? null : relative * value, n: 1 };
}

function judgeLeastSquares(rows: readonly Measurement[], runs: number, outliers: number): Verdict {
  const claim = "S1/example-1/least-squares";
  const all = fitted(rows, "beta", "squares of L, with outliers");
  const kept = fitted(rows, "beta", "squares of L, clean");
  if (outliers === 0) return undecided(claim, "needs runs of highest loss to leave out (outliers)");
  if (kept.stderr === null) return undecided(claim, "the table does not determine β");
  const robust = ["with outliers", "clean"].map((kind) =>
    scalarOf(rows, "beta", `${HUBER}, ${kind}`).value!.toFixed(3),
  );
  return verdict(claim, Math.abs(all.value - kept.value) > 2 * kept.stderr ? "corrected" : "holds", {
    measured: all,
    expected: kept.value,
    tolerance: 2 * kept.stderr,
    note:
      `β by least squares of L on all ${runs} runs of the table; expected: without the ${outliers} of highest loss; tolerance: twice its standard error. ` +
      `Huber's loss of ln L with δ = 10⁻³: ${robust[0]} with them, ${robust[1]} without.`,
  });
}

function judgeExponent(
  rows: readonly Measurement[],
  name: "alpha" | "beta",
  printed: number,
  without: string,
): Verdict {
  const claim = `S1/§1.3/${name}`;
  const measured = fitted(rows, name, `${HUBER}, clean`);
  if (measured.stderr === null) return undecided(claim, `the table does not determine ${name}`);
  const far = Math.abs(measured.value - printed) / measured.stderr;
  return verdict(claim, far <= 4 ? "holds" : "fails", {
    measured,
    expected: printed,
    tolerance: 4 * measured.stderr,
    note: `Fitted by Huber's loss to ${without}, ± ${measured.stderr.toFixed(3)}: the printed value is ${far.toFixed(1)} standard errors away.`,
  });
}

function judgeConstants(rows: readonly Measurement[], without: string): Verdict {
  const claim = "S1/§1.3/fitted-constants";
  const [huber, absolute] = [HUBER, "L1"].map((loss) => ({
    B: scalarOf(rows, "B", `${loss}, clean`).value!,
    A: scalarOf(rows, "A", `${loss}, clean`).value!,
    refit: scalarOf(rows, "distance_of_refit", `${loss}, clean`).value!,
  })) as [{ A: number; B: number; refit: number }, { A: number; B: number; refit: number }];
  const error = scalarOf(rows, "B_relative_error", `${HUBER}, clean`).value;
  if (error === null) return undecided(claim, "the table does not determine B");
  const difference = Math.abs(Math.log(absolute.B / huber.B));
  return verdict(claim, difference > 1e-6 && error > 0.05 ? "corrected" : "holds", {
    measured: difference,
    expected: 0,
    tolerance: error,
    note:
      `|ln(B by L1 / B by Huber's loss)| on ${without}; tolerance: the standard error of ln B. Huber's optimum has A = ${huber.A.toFixed(2)}, B = ${huber.B.toFixed(2)}, that of L1 A = ${absolute.A.toFixed(2)}, B = ${absolute.B.toFixed(2)}. ` +
      refitOf(huber.refit, absolute.refit),
  });
}

/** Whose optimum the published refit (482.01, 2085.43, …) is, if it is of this table at all. */
function refitOf(huber: number, absolute: number): string {
  const percent = (distance: number) => `${(100 * Math.expm1(distance)).toPrecision(2)} %`;
  const nearest = Math.min(huber, absolute);
  if (nearest > 0.005) return `The published refit is of neither: its constants differ by up to ${percent(nearest)}.`;
  const [name, other] = absolute < huber ? ["L1", "Huber's"] : ["Huber's", "L1"];
  return `The published refit, 482.01 and 2085.43, is the optimum of ${name} loss (no constant differs by more than ${percent(nearest)}), not of ${other} (${percent(Math.max(huber, absolute))}).`;
}
