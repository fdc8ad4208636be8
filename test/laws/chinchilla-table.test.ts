import { describe, expect, test } from "vitest";
import { chinchilla } from "../../src/laws/forms/index.js";
import { bootstrap, type Fit, fitLaw, type Loss, predict, type RunData } from "../../src/laws/index.js";
import { allocateChinchilla, allocationExponents, quantileIntervals } from "../../src/laws/plan/index.js";
import { rootStream, variance } from "../../src/numerics/index.js";
import { sharedColumns } from "../shared-data.js";

const table = sharedColumns("scaling", "chinchilla_epoch", "chinchilla_points.csv");

function runs(kept: boolean): RunData {
  const keep = (column: Float64Array) => column.filter((_, i) => !kept || table!.kept_by_besiroglu![i] === 1);
  return { variables: { N: keep(table!.N!), D: keep(table!.D!) }, target: keep(table!.loss!) };
}

/** Size of one unit in the last digit of a printed number. */
function unit(printed: string): number {
  return 10 ** -(printed.split(".")[1]?.length ?? 0);
}

const huber: Loss = { kind: "huber", delta: 1e-3 };

// The reference optima: E, A, B, alpha, beta as printed to six digits, and the objective where it is printed.
describe.skipIf(!table)("Chinchilla's law on the points of its figure", () => {
  test.each<[string, Loss, boolean, string, string | null]>([
    ["Huber, 240 runs", huber, true, "1.817218 477.825 2143.42 0.347310 0.367172", "0.0010182740178"],
    ["L1, 240 runs", { kind: "l1" }, true, "1.816864 482.005 2085.43 0.347813 0.365854", "1.12949466"],
    ["Huber, 245 runs", huber, false, "1.89134 495.73 12845.6 0.34931 0.45305", "0.00182601"],
    ["L1, 245 runs", { kind: "l1" }, false, "1.88538 463.29 12529.5 0.34536 0.45189", "1.93991555"],
    ["log squares, 240 runs", { kind: "ls-log" }, true, "1.86455 593.32 4875.6 0.36025 0.40588", null],
    ["raw squares, 240 runs", { kind: "ls-raw" }, true, "1.88281 567.81 7581.9 0.35762 0.42762", "0.08320381"],
  ])("%s", (_, loss, kept, theta, objective) => {
    const fit = fitLaw(chinchilla, runs(kept), { loss });
    for (const [j, printed] of theta.split(" ").entries()) {
      expect(Math.abs(fit.theta[j]! - Number(printed)), chinchilla.parameters[j]!.name).toBeLessThan(
        1.1 * unit(printed),
      );
    }
    // A last digit may differ where the reference stopped short of the optimum: its own point is never better than ours.
    const printed = Float64Array.from(theta.split(" "), Number);
    expect(fit.objective).toBeLessThanOrEqual(objectiveAt(printed, loss, runs(kept)) * (1 + 1e-12));
    if (objective === null) return;
    // Nowhere above what is printed; the L1 rows lie 5e-9 (relative) below it: those were not quite at the vertex.
    expect(fit.objective).toBeLessThan(Number(objective) + unit(objective) / 2);
    expect(fit.objective).toBeGreaterThan(Number(objective) - 1.5 * unit(objective));
  });

  test("the objective of the best Huber fit, to 1e-9", () => {
    expect(Math.abs(fitLaw(chinchilla, runs(true)).objective / 0.0010182740178008 - 1)).toBeLessThan(1e-9);
  });

  test("leaving the five runs out that Besiroglu et al. leave out is what matters most", () => {
    const [with5, without] = [fitLaw(chinchilla, runs(false)), fitLaw(chinchilla, runs(true))];
    expect(with5.theta[2]! / without.theta[2]!).toBeCloseTo(5.99, 1);
  });
});

/** The sum of a loss at θ, summed here and not by the fitter. */
function objectiveAt(theta: Float64Array, loss: Loss, { variables, target }: RunData): number {
  return predict(chinchilla, theta, variables).reduce((sum, f, i) => {
    const y = target[i]!;
    const r = Math.abs(loss.kind === "ls-raw" ? f - y : Math.log(f / y));
    if (loss.kind === "l1") return sum + r;
    if (loss.kind !== "huber") return sum + r * r;
    return sum + (r <= loss.delta ? (r * r) / 2 : loss.delta * (r - loss.delta / 2));
  }, 0);
}

describe.skipIf(!table)("4,000 refits of resampled runs, by our own generator", () => {
  const RESAMPLES = 4000;
  let fit: Fit;
  let draws: ReturnType<typeof bootstrap>;

  test("standard errors within 3 % of those of a global fit per resample", { timeout: 240_000 }, () => {
    const data = runs(true);
    fit = fitLaw(chinchilla, data);
    draws = bootstrap(fit, data, { resamples: RESAMPLES, stream: rootStream(42) });
    for (const [j, expected] of [0.0256773, 124.475, 1312.12, 0.0153961, 0.0206287].entries()) {
      const column = Float64Array.from({ length: RESAMPLES }, (_, k) => draws.data[k * 5 + j]!);
      expect(Math.abs(Math.sqrt(variance(column)) / expected - 1), chinchilla.parameters[j]!.name).toBeLessThan(0.03);
    }
  });

  test.each<[number, string, string, string, string]>([
    [1e20, "8.55e8 7.9e8 9.2e8", "1.95e10 1.81e10 2.10e10", "22.8 19.6 26.5", "2.552 2.549 2.555"],
    [1e22, "9.11e9 7.3e9 1.18e10", "1.83e11 1.41e11 2.27e11", "20.1 11.9 31.0", "2.140 2.129 2.154"],
    [5.76e23, "7.32e10 5.2e10 1.12e11", "1.31e12 8.5e11 1.86e12", "17.9 7.6 35.9", "1.974 1.951 2.002"],
    [1e25, "3.17e11 2.0e11 5.5e11", "5.25e12 3.0e12 8.2e12", "16.6 5.5 40.0", "1.911 1.882 1.947"],
  ])("the allocation at %s FLOP with its intervals", (compute, ...printed) => {
    const plan = (theta: Float64Array) => {
      const [E, A, B, alpha, beta] = theta as unknown as [number, number, number, number, number];
      const { N, D, loss } = allocateChinchilla({ E, A, B, alpha, beta }, compute);
      return { N, D, ratio: D / N, loss };
    };
    const { intervals } = quantileIntervals(fit.theta, draws, plan);
    for (const [k, name] of (["N", "D", "ratio", "loss"] as const).entries()) {
      const [value, low, high] = printed[k]!.split(" ");
      const found = intervals[name];
      for (const [ours, theirs] of [
        [found.value, value!],
        [found.ci95[0], low!],
        [found.ci95[1], high!],
      ] as const) {
        expect(Math.abs(ours - Number(theirs)), `${name} ${theirs}`).toBeLessThan(
          0.03 * Number(theirs) + halfUnit(theirs),
        );
      }
    }
  });

  test("the exponent of N*(C) and its error", () => {
    const exponent = (theta: Float64Array) => allocationExponents({ alpha: theta[3]!, beta: theta[4]! }).a;
    const all = Array.from({ length: RESAMPLES }, (_, k) => exponent(draws.data.subarray(k * 5, k * 5 + 5)));
    expect(exponent(fit.theta)).toBeCloseTo(0.5139, 4);
    expect(Math.abs(Math.sqrt(variance(all)) / 0.02 - 1)).toBeLessThan(0.05);
  });
});

/** Half a unit in the last digit of a number such as 7.9e8. */
function halfUnit(printed: string): number {
  const [mantissa = "", power = "0"] = printed.split("e");
  return (unit(mantissa) / 2) * 10 ** Number(power);
}
