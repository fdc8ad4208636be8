import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { quantile } from "../../numerics/statistics/index.js";
import { bootstrap, fitLaw } from "../fit/index.js";
import { chinchilla } from "../forms/chinchilla.js";
import { allocateChinchilla } from "./allocation.js";

const file = `${process.env.ISINGLASS_SHARED ?? "../shared"}/data/scaling/chinchilla_epoch/chinchilla_points.csv`;

type Bounds = readonly [low: number, high: number];

// Epoch's 240 points, 4,000 resamples: 95 % bounds of N*, D*, D/N and the loss.
const table: [C: number, N: Bounds, D: Bounds, tokensPerParameter: Bounds, loss: Bounds][] = [
  [1e20, [7.9e8, 9.2e8], [1.81e10, 2.1e10], [19.6, 26.5], [2.549, 2.555]],
  [1e22, [7.3e9, 1.18e10], [1.41e11, 2.27e11], [11.9, 31], [2.129, 2.154]],
  [5.76e23, [5.2e10, 1.12e11], [8.5e11, 1.86e12], [7.6, 35.9], [1.951, 2.002]],
  [1e25, [2e11, 5.5e11], [3e12, 8.2e12], [5.5, 40], [1.882, 1.947]],
];

const RESAMPLES = 600;

/** Whether a printed bound is the quantile at `level`, to three standard errors of our resamples and their 4,000. */
function agrees(drawn: Float64Array, printed: number, level: number, rounding: number): boolean {
  const error = 3 * Math.sqrt(level * (1 - level) * (1 / RESAMPLES + 1 / 4000));
  const at = (p: number) => quantile(drawn, Math.min(1, Math.max(0, p)));
  return at(level - error) * (1 - rounding) <= printed && printed <= at(level + error) * (1 + rounding);
}

describe.skipIf(!existsSync(file))(`the plan from Epoch's points (skipped without ${file})`, () => {
  it("has the intervals of the theory's allocation table", () => {
    const [, ...lines] = readFileSync(file, "utf8").trim().split("\n");
    const rows = lines.map((line) => line.split(",").map(Number)).filter((row) => row[4] === 1);
    const column = (j: number) => Float64Array.from(rows, (row) => row[j]!);
    const data = { variables: { N: column(0), D: column(1) }, target: column(3) };
    const fit = fitLaw(chinchilla, data);
    const draws = bootstrap(fit, data, { resamples: RESAMPLES, stream: rootStream(1).child("plan") });
    const constants = ([E, A, B, alpha, beta]: Float64Array) => ({ E: E!, A: A!, B: B!, alpha: alpha!, beta: beta! });
    for (const [C, N, D, tokensPerParameter, loss] of table) {
      const plans = Array.from({ length: RESAMPLES }, (_, k) =>
        allocateChinchilla(constants(draws.data.subarray(5 * k, 5 * k + 5)), C),
      );
      for (const [name, printed] of Object.entries({ N, D, tokensPerParameter, loss })) {
        const drawn = Float64Array.from(plans, (plan) => plan[name as "N" | "D" | "tokensPerParameter" | "loss"]);
        // Half a unit of the last digit of the roundest printed bound.
        const rounding = name === "loss" ? 2.5e-4 : 0.025;
        expect(agrees(drawn, printed[0], 0.025, rounding), `lower bound of ${name} at ${C}`).toBe(true);
        expect(agrees(drawn, printed[1], 0.975, rounding), `upper bound of ${name} at ${C}`).toBe(true);
      }
    }
  });
});
