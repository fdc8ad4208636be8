import { expect, it } from "vitest";
import { sliderFor } from "./slider.js";

const sizes = { integer: true, low: 1, high: 1e6, above: false, below: false, usual: 100 };

it("sets sizes along a logarithm, about the usual one", () => {
  const slider = sliderFor(sizes, 100)!;
  expect(slider.valueAt(slider.min, 100)).toBe(3);
  expect(slider.valueAt(slider.max, 100)).toBe(3000);
  expect(slider.valueAt(slider.placeOf(100) + 1, 100)).toBeGreaterThan(100);
});

it("reaches to a value beyond, and no farther than is allowed", () => {
  expect(sliderFor(sizes, 50_000)!.valueAt(240, 50_000)).toBe(50_000);
  expect(sliderFor({ ...sizes, usual: 100_000 }, 100_000)!.valueAt(240, 1)).toBe(1e6);
});

it("moves a whole number by one at least with every step of the keyboard", () => {
  const slider = sliderFor({ ...sizes, usual: 2 }, 2)!;
  let value = 1;
  const seen = [value];
  while (value < 12) {
    value = slider.valueAt(slider.placeOf(value) + 1, value);
    seen.push(value);
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(slider.valueAt(slider.placeOf(3) - 1, 3)).toBe(2);
});

it("is linear where the range is no range of sizes", () => {
  const slider = sliderFor({ integer: true, low: 1, high: 60, above: false, below: false, usual: 20 }, 20)!;
  expect(slider).toMatchObject({ min: 1, max: 60, step: 1 });
  const share = sliderFor({ integer: false, low: 0, high: 1, above: false, below: false, usual: 0.004 }, 0.004)!;
  expect(share).toMatchObject({ min: 0, max: 0.1, step: 0.0005 });
  const open = sliderFor({ integer: false, low: 0, high: 1, above: true, below: true, usual: 0.7 }, 0.7)!;
  expect(open).toMatchObject({ min: 0.005, max: 0.995, step: 0.005 });
});

it("is none where nothing bounds the number, or tells which part of a wide range matters", () => {
  expect(sliderFor({ ...sizes, high: undefined }, 1)).toBeUndefined();
  expect(sliderFor({ integer: true, low: 0, high: 1e7, above: false, below: false, usual: 0 }, 0)).toBeUndefined();
});
