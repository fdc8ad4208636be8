import { expect, it } from "vitest";
import { intervalText, numberText, percentText } from "./numbers.js";

it("numbers are set for people", () => {
  expect([0, 0.35214, 12345, 2.74e10, 1e23, -3.5e-7, null].map((value) => numberText(value))).toEqual([
    ...["0", "0.3521", "12,350", "2.74 × 10¹⁰", "10²³", "−3.5 × 10⁻⁷", "–"],
  ]);
  expect(intervalText([0.34, null])).toBe("[0.34, ∞]");
  expect(intervalText([null, null])).toBe("–");
  expect(percentText(0.0123)).toBe("1.2 %");
});
