import { expect, it } from "vitest";
import { tableOf } from "../../../test/table-of.js";
import { runsOf, withoutHighest } from "./table-runs.js";

it("reads units from names, and a missing variable from compute", () => {
  const { variables, target } = runsOf(tableOf({ "Model Size (B)": [1, 2], C: [6e18, 24e18], loss: [3, 2.5] }), [
    "N",
    "D",
    "C",
  ]);
  expect([...variables.N!]).toEqual([1e9, 2e9]);
  expect(variables.D![1]! / 2e9).toBeCloseTo(1, 12);
  expect([...variables.C!]).toEqual([6e18, 24e18]);
  expect([...target]).toEqual([3, 2.5]);
});

it("says what a table lacks, and where a number is none for a law", () => {
  expect(() => runsOf(tableOf({ N: [1, 2], loss: [3, 2] }), ["N", "D"])).toThrow(
    "invalid table: runs.csv with columns N, loss; expected columns for N, D, L (L is the loss); there is none for D",
  );
  expect(() => runsOf(tableOf({ N: [1e9, 0], D: [1, 1], loss: [3, 2] }), ["N"])).toThrow(
    "invalid N: 0; expected a positive number in each row of runs.csv; this is row 2",
  );
});

it("leaves out the runs of highest loss", () => {
  const runs = runsOf(tableOf({ N: [1, 2, 3, 4, 5, 6, 7], loss: [1, 9, 2, 3, 8, 4, 5] }), ["N"]);
  expect([...withoutHighest(runs, 1).target]).toEqual([1, 2, 3, 8, 4, 5]);
  expect([...withoutHighest(runs, 0).variables.N!]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(() => withoutHighest(runs, 2)).toThrow("invalid number of runs left: 5; expected at least 6");
});
