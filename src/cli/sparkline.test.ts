import { expect, it } from "vitest";
import { sparkline } from "./sparkline.js";

it("draws the lowest value lowest and the highest highest", () => {
  expect(sparkline([4, 3, 2, 1])).toBe("█▆▃▁");
});

it("averages shares of many values, skips what is no number, and draws a constant flat", () => {
  expect(sparkline([1, 1, 3, 3, 5, 5], 3)).toBe("▁▅█");
  expect(sparkline([1, Number.NaN, 2])).toBe("▁█");
  expect(sparkline([2, 2])).toBe("▁▁");
  expect(sparkline([])).toBe("");
});
