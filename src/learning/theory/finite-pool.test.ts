import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/shared-data.js";
import { embeddedProvider, matrix } from "../../numerics/linear-algebra/index.js";
import { rootStream } from "../../numerics/random/index.js";
import { estimate } from "../../numerics/statistics/index.js";
import { drawPool, multiTask, noisyLinearTask, type Task } from "../tasks/index.js";
import { bayesPoolRisks, infinitePoolRisk, poolAttention, poolAttentionRisks } from "./index.js";

const algebra = embeddedProvider();
const settings = { context: 15, noiseVariance: 0.25 };
const exactFile = sharedFile("..", "theory", "vectors", "linattn_reference.json");
const bayesFile = sharedFile("..", "theory", "vectors", "icl_reference.json");

describe("linear attention on a pool", () => {
  it.skipIf(!exactFile)("has the vector's exact risks", () => {
    const { vector, limit } = JSON.parse(readFileSync(exactFile!, "utf8"));
    const pool = matrix(vector.W.length, vector.W[0].length, Float64Array.from(vector.W.flat()));
    const risks = poolAttentionRisks(pool, { context: vector.N, noiseVariance: vector.noiseVar }, algebra);
    expect(Math.abs(risks.pretraining - vector.risks[0])).toBeLessThan(1e-10);
    expect(Math.abs(risks.fresh - vector.risks[1])).toBeLessThan(1e-10);
    expect(Math.abs(infinitePoolRisk({ dimension: 8, ...settings }) - limit)).toBeLessThan(1e-14);
  });

  it.skipIf(!exactFile)("has the table's mean risks, and generalises first at M = 64", () => {
    const { rows, d } = JSON.parse(readFileSync(exactFile!, "utf8"));
    let first: number | undefined;
    for (const [M, pre, fresh, preError, freshError] of rows as number[][]) {
      const risks = Array.from({ length: 100 }, (_, i) =>
        poolAttentionRisks(drawPool(rootStream(5).child(M!, i), M!, d), settings, algebra),
      );
      const pretraining = estimate(risks.map((risk) => risk.pretraining));
      const true_ = estimate(risks.map((risk) => risk.fresh));
      const within = (mean: typeof true_, value: number, stderr: number) =>
        expect(Math.abs(mean.value! - value), `M = ${M}`).toBeLessThan(4 * Math.hypot(mean.stderr!, stderr));
      within(pretraining, pre!, preError!);
      within(true_, fresh!, freshError!);
      if (true_.value! / pretraining.value! < 1.1) first ??= M;
    }
    expect(first).toBe(64);
  });

  it("is the optimum, and its risks are those of drawn prompts", () => {
    const [d, context, noiseVariance] = [3, 6, 0.2];
    const pool = drawPool(rootStream(1), 4, d);
    const A = poolAttention(pool, { context, noiseVariance }, algebra);
    const risks = poolAttentionRisks(pool, { context, noiseVariance }, algebra);
    const measure = (task: Task) => {
      const { x, y, points, batch } = task.draw(rootStream(2), { batch: 20_000, points: context + 1 });
      return estimate(
        Float64Array.from({ length: batch }, (_, b) => {
          const query = b * points + context;
          let prediction = 0;
          for (let n = b * points; n < query; n++) {
            for (let i = 0; i < d; i++) {
              for (let j = 0; j < d; j++) {
                prediction += (x[query * d + i]! * A.data[i * d + j]! * x[n * d + j]! * y[n]!) / context;
              }
            }
          }
          return (y[query]! - prediction) ** 2 / d;
        }),
      );
    };
    for (const [task, expected] of [
      [multiTask({ pool, noiseVariance }), risks.pretraining],
      [noisyLinearTask({ dimension: d, noiseVariance }), risks.fresh],
    ] as const) {
      const { value, stderr } = measure(task);
      expect(Math.abs(value! - expected)).toBeLessThan(4 * stderr!);
    }
  });
});

describe("Bayes on a pool", () => {
  it.skipIf(!bayesFile)("has the table's risks for dMMSE and ridge, and dMMSE never generalises", () => {
    const rows: number[][] = JSON.parse(readFileSync(bayesFile!, "utf8")).raventos.rows;
    // The table's standard errors are from a handful of pools each, and so uncertain themselves: that of the true tasks at
    // M = 64 is a seventh of its neighbour's. The root mean square of three rows is what is compared with.
    const errorOf = (row: number, column: number) => {
      const near = rows.slice(Math.max(row - 1, 0), row + 2).map((values) => values[column]! ** 2);
      return Math.sqrt(near.reduce((sum, value) => sum + value, 0) / near.length);
    };
    rows.forEach(([M, preDmmse, preRidge, trueDmmse, trueRidge], row) => {
      // Fewer prompts for large pools, whose Bayes predictor is dear; fewer pools, as they differ less.
      const [pools, prompts] = M! <= 16 ? [40, 100] : M! <= 256 ? [20, 100] : [6, M! > 4096 ? 20 : 60];
      const sizes = { dimension: 8, points: 16, noiseVariance: 0.25, tasks: M!, pools, prompts };
      const { pretraining, fresh } = bayesPoolRisks(rootStream(11).child(M!), sizes);
      for (const [name, measured, value, column] of [
        ["pretraining dMMSE", pretraining.dmmse, preDmmse, 7],
        ["pretraining ridge", pretraining.ridge, preRidge, 8],
        ["true dMMSE", fresh.dmmse, trueDmmse, 9],
        ["true ridge", fresh.ridge, trueRidge, 10],
      ] as const) {
        const limit = 4 * Math.hypot(measured.stderr!, errorOf(row, column));
        expect(Math.abs(measured.value! - value!), `M = ${M}, ${name}`).toBeLessThan(limit);
      }
      expect(fresh.dmmse.value!).toBeGreaterThan(fresh.ridge.value!);
    });
  });
});
