import { describe, expect, test } from "vitest";
import { chinchilla } from "../../src/laws/forms/index.js";
import { type Form, fitLaw, type Loss, type RunData } from "../../src/laws/index.js";
import { sharedColumns } from "../shared-data.js";

const table = sharedColumns("scaling", "chinchilla_epoch", "chinchilla_points.csv");

function runs(kept: boolean): RunData {
  const keep = (column: Float64Array) => column.filter((_, i) => !kept || table!.kept_by_besiroglu![i] === 1);
  return { variables: { N: keep(table!.N!), D: keep(table!.D!) }, target: keep(table!.loss!) };
}

const huber: Loss = { kind: "huber", delta: 1e-3 };

// Theory note §4.1; the objective where it gives one.
describe.skipIf(!table)("Chinchilla's law on the points of its figure", () => {
  test.each<[string, Loss, boolean, readonly number[], number | null]>([
    ["Huber, 240 runs", huber, true, [1.817218, 477.825, 2143.42, 0.34731, 0.367172], 0.0010182740178],
    ["L1, 240 runs", { kind: "l1" }, true, [1.816864, 482.005, 2085.43, 0.347813, 0.365854], 1.12949466],
    ["Huber, 245 runs", huber, false, [1.89134, 495.73, 12845.6, 0.34931, 0.45305], 0.00182601],
    ["L1, 245 runs", { kind: "l1" }, false, [1.88538, 463.29, 12529.5, 0.34536, 0.45189], 1.93991555],
    ["log squares, 240 runs", { kind: "ls-log" }, true, [1.86455, 593.32, 4875.6, 0.36025, 0.40588], null],
    ["raw squares, 240 runs", { kind: "ls-raw" }, true, [1.88281, 567.81, 7581.9, 0.35762, 0.42762], 0.08320381],
  ])("%s", (_, loss, kept, theta, objective) => {
    const fit = fitLaw(chinchilla as Form, runs(kept), { loss });
    console.log(fit.theta, fit.objective, fit.standardErrors, fit.diagnostics, fit.warnings);
    for (const [j, expected] of theta.entries()) {
      expect(Number(fit.theta[j]!.toPrecision(digits(expected)))).toBeCloseTo(expected, 12);
    }
    if (objective) expect(Number(fit.objective.toPrecision(digits(objective)))).toBe(objective);
  });
});

function digits(x: number): number {
  return String(x).replace(/^0?\.0*|\./g, "").length;
}
