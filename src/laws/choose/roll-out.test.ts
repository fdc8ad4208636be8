import { expect, test } from "vitest";
import { candidateForms } from "./candidate-forms.js";
import { costOf, folds, rollOutsByCost } from "./roll-out.js";
import { scoreOf } from "./score.js";

test("roll-outs are nested, and what is held out costs more than all that is fitted", () => {
  const cost = Float64Array.from({ length: 40 }, (_, i) => (i * 7) % 40);
  const rollOuts = rollOutsByCost(cost);
  expect(rollOuts.map(({ held }) => held.length)).toEqual([4, 8, 12]);
  for (const { fitted, held } of rollOuts) {
    expect(fitted.length + held.length).toBe(40);
    expect(Math.max(...fitted.map((i) => cost[i]!))).toBeLessThan(Math.min(...held.map((i) => cost[i]!)));
  }
});

test("runs of one cost stay together, and equal roll-outs count once", () => {
  const cost = Float64Array.from({ length: 40 }, (_, i) => Math.floor(i / 10));
  expect(rollOutsByCost(cost).map(({ held }) => held.length)).toEqual([10, 20]);
});

test("costs by what a table has", () => {
  const [N, D, ones] = [Float64Array.of(1, 2), Float64Array.of(5, 7), Float64Array.of(1, 1)];
  expect(costOf({ N, D, lr: D })).toEqual(Float64Array.of(5, 14));
  expect(costOf({ N, C: D })).toEqual(D);
  expect(costOf({ N, M: D })).toEqual(Float64Array.of(5, 28));
  expect(costOf({ N, experts: D })).toEqual(N);
  expect(costOf({ N, streams: N })).toEqual(Float64Array.of(1, 4));
  expect(costOf({ N: ones, D: ones })).toBeNull();
  expect(costOf({ r1: N, r2: D })).toBeNull();
});

test("every run is held out by one fold", () => {
  expect(
    folds(12)
      .flatMap(({ held }) => held)
      .sort((a, b) => a - b),
  ).toEqual([...Array(12).keys()]);
  for (const { fitted, held } of folds(12)) expect(fitted.length + held.length).toBe(12);
});

test("the laws that a table's columns allow", () => {
  const names = (available: readonly string[], target?: string) =>
    candidateForms(available, target).map(({ name }) => name);
  expect(names(["N"])).toEqual(["bnsl-1-N", "power-N", "power-offset-N"]);
  expect(names(["N", "D"])).toEqual(["kaplan", "chinchilla", "bnsl-1-N", "farseer", "power-N", "power-offset-N"]);
  expect(names(["N", "D", "C", "M", "U"])).toEqual(expect.arrayContaining(["data-constrained", "over-training"]));
  expect(names(["N", "D", "C"])).not.toContain("power-N");
  expect(names(["r1", "r2", "r3", "r4"])).toEqual(["mixture-4"]);
  expect(names(["N", "experts"])).toEqual(expect.arrayContaining(["moe-clark", "moe-product"]));
  expect(names(["N"], "accuracy")).toEqual(["sigmoid-N", "pass-until", "saturating-N"]);
  expect(names(["width"])).toEqual([]);
});

test("scores", () => {
  const target = Float64Array.of(1, 2, 3);
  expect(scoreOf(Float64Array.of(1, 2, 4), target)).toMatchObject({ n: 3, r2: 0.5, mape: 1 / 9 });
  expect(scoreOf(Float64Array.of(1, 1), Float64Array.of(1, 1)).r2).toBeNull();
});
