import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allocateChinchilla } from "./allocation.js";
import { approach1, approach2, type MeasuredRun } from "./approaches.js";
import { chinchillaSurface } from "./surface.js";

const law = { E: 1.8, A: 480, B: 2100, alpha: 0.35, beta: 0.37 };
const surface = chinchillaSurface(law);
const sizes = Array.from({ length: 41 }, (_, i) => 1e7 * 10 ** (i / 10));
const isoFlops = (budgets: readonly number[], factors: readonly number[]): MeasuredRun[] =>
  budgets.flatMap((C) => factors.map((factor) => at(allocateChinchilla(law, C).N * factor, C)));
const at = (N: number, C: number): MeasuredRun => ({ N, C, loss: surface(N, C / 6 / N) });
const budgets = [1e19, 1e20, 1e21, 1e22];

describe("approach 1", () => {
  it("finds the exponent of a planted law from its training curves, to the grid of sizes", () => {
    const curves = sizes.flatMap((N) => Array.from({ length: 400 }, (_, k) => at(N, 6 * N * 1e7 * 10 ** (k / 80))));
    const found = approach1(curves, 300);
    expect(Math.abs(found.exponent - 0.37 / 0.72)).toBeLessThan(0.01);
    expect(found.refused.length).toBeGreaterThan(0);
  });
});

describe("approach 2", () => {
  it("finds the exponent from narrow sweeps, with the budgets given or found", () => {
    const runs = isoFlops(budgets, [0.8, 0.9, 1, 1.1, 1.25]);
    for (const found of [approach2(runs), approach2(runs, { budgets })]) {
      expect(found.exponent).toBeCloseTo(0.37 / 0.72, 4);
      expect(found.points.map(({ C }) => Math.log10(C))).toEqual([19, 20, 21, 22].map((x) => expect.closeTo(x, 12)));
      expect(found.points[2]!.N / allocateChinchilla(law, 1e21).N).toBeCloseTo(1, 3);
    }
  });

  it("is off in N where the sweep is wide and skewed, as the parabola is not the law", () => {
    const found = approach2(isoFlops(budgets, [0.5, 1, 2, 10, 30]));
    expect(Math.abs(Math.log(found.points[0]!.N / allocateChinchilla(law, 1e19).N))).toBeGreaterThan(0.05);
  });

  it("refuses budgets by name", () => {
    const oneSided = isoFlops([1e23], [2, 3, 4, 5, 6]);
    const found = approach2([...isoFlops(budgets, [0.5, 0.7, 1, 1.4, 2]), ...oneSided], {
      budgets: [...budgets, 1e23, 5],
    });
    expect(found.refused).toEqual([
      { C: 1e23, because: "its best size lies outside its runs" },
      { C: 5, because: "only 0 runs" },
    ]);
    expect(() => approach2(oneSided)).toThrow(/invalid number of budgets with an optimum: 0/);
  });
});

const file = `${process.env.ISINGLASS_SHARED ?? "../shared"}/data/scaling/chinchilla_epoch/chinchilla_points.csv`;
describe.skipIf(!existsSync(file))(`approach 2 on Epoch's points (skipped without ${file})`, () => {
  it("has an exponent near one half at the nine budgets of the paper", () => {
    const [, ...lines] = readFileSync(file, "utf8").trim().split("\n");
    const runs = lines.map((line) => {
      const [N, , C, loss] = line.split(",").map(Number);
      return { N: N!, C: C!, loss: loss! };
    });
    const paper = [6e18, 1e19, 3e19, 6e19, 1e20, 3e20, 6e20, 1e21, 3e21];
    const found = approach2(runs, { budgets: paper });
    expect(found.exponent).toBeCloseTo(0.495, 3);
    expect(found.points.length).toBe(8);
    expect(found.points.reduce((sum, point) => sum + point.runs, 0)).toBeGreaterThan(110);
  });
});
