import { describe, expect, test } from "vitest";
import { distinct, fractionAlong, makeAxis } from "./axis.js";

describe("an axis of numbers", () => {
  test("ends at the data, or at round numbers where told", () => {
    const values = [0.13, null, 0.96, Number.NaN];
    expect(makeAxis({ scale: { label: "" }, values, round: false }).domain).toEqual([0.13, 0.96]);
    expect(makeAxis({ scale: { label: "" }, values, round: true }).domain).toEqual([0, 1]);
    expect(makeAxis({ scale: { label: "", domain: [-1, 2] }, values, round: true }).domain).toEqual([-1, 2]);
  });

  test("has room for one value, and for none", () => {
    expect(makeAxis({ scale: { label: "" }, values: [4], round: true }).domain).toEqual([2, 6]);
    expect(makeAxis({ scale: { label: "" }, values: [null], round: true }).domain).toEqual([0, 1]);
    expect(makeAxis({ scale: { label: "", type: "log" }, values: [0], round: false }).domain).toEqual([1, 10]);
  });

  test("on a logarithmic scale has no place for zero", () => {
    const axis = makeAxis({ scale: { label: "", type: "log" }, values: [-1, 0, 1, 100], round: false });
    expect(axis.domain).toEqual([1, 100]);
    expect([0, -1, null, 7].map((value) => axis.at(value))).toEqual([Number.NaN, Number.NaN, Number.NaN, 7]);
    expect(fractionAlong(axis, 10)).toBeCloseTo(0.5, 12);
  });
});

describe("an axis of names or bands", () => {
  test("gives each name a place", () => {
    const axis = makeAxis({ scale: { label: "" }, values: ["ridge", "AMP", "ridge"], round: false });
    expect(axis.domain).toEqual([-0.5, 1.5]);
    expect(["AMP", "ridge", "SGD"].map((name) => axis.at(name))).toEqual([1, 0, Number.NaN]);
  });

  test("of numbers has places between and beyond the bands, for a curve over a heat map", () => {
    const axis = makeAxis({ scale: { label: "" }, values: [], bands: [100, 10, 20], round: false });
    expect([10, 15, 20, 60, 100, 140, 5].map((value) => axis.at(value))).toEqual([0, 0.5, 1, 1.5, 2, 2.5, -0.5]);
    const log = makeAxis({ scale: { label: "", type: "log" }, values: [], bands: [1, 100], round: false });
    expect(log.at(10)).toBeCloseTo(0.5, 12);
  });

  test("of many numbers shows round ones", () => {
    const bands = Array.from({ length: 50 }, (_, i) => 20 * (i + 1));
    const ticks = makeAxis({ scale: { label: "" }, values: [], bands, round: false }).ticks(5);
    expect(ticks).toEqual([200, 400, 600, 800, 1000].map((value) => ({ at: value / 20 - 1, label: tick(value) })));
  });
});

test("distinct values: numbers ascend, names keep their order, null is none", () => {
  expect(distinct([3, 1, null, 3, 2])).toEqual([1, 2, 3]);
  expect(distinct(["b", "a", "b"])).toEqual(["b", "a"]);
});

const tick = (value: number) => value.toLocaleString("en-US");
