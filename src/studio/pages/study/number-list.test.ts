import { expect, it } from "vitest";
import { movableNumbers, moveNumber } from "./number-list.js";

it("moves one number and leaves the others", () => {
  expect(moveNumber([600, 1000, 1400], 1, 1050)).toEqual({ numbers: [600, 1050, 1400], at: 1 });
  expect(moveNumber([7], 0, 8)).toEqual({ numbers: [8], at: 0 });
});

it("keeps an ascending list ascending, and any other in its order", () => {
  expect(moveNumber([600, 1000, 1400], 0, 2000)).toEqual({ numbers: [1000, 1400, 2000], at: 2 });
  expect(moveNumber([1400, 600, 1000], 1, 2000)).toEqual({ numbers: [1400, 2000, 1000], at: 1 });
});

it("passes over a number that the list has already", () => {
  expect(moveNumber([600, 1000], 0, 1000)).toEqual({ numbers: [600, 1000], at: 0 });
});

it.each([[[]], [["many"]], [[1, "2"]], [Array(13).fill(1)], [5], [undefined]])(
  "finds no number to move in %j",
  (value) => {
    expect(movableNumbers(value)).toBeUndefined();
  },
);
