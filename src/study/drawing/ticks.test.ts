import { describe, expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { linearTicks, logTicks, roundDomain, tickLabel } from "./ticks.js";

const labels = (ticks: readonly { label: string }[]) => ticks.map(({ label }) => label).filter((label) => label !== "");

describe("linear ticks", () => {
  test("are round, exact and evenly written", () => {
    expect(linearTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, label: at.toFixed(1) })));
    expect(labels(linearTicks(-1500, 1500, 4))).toEqual(["−1,000", "0", "1,000"]);
    expect(labels(linearTicks(0, 3e-7, 3))).toEqual(["0", "10⁻⁷", "2×10⁻⁷", "3×10⁻⁷"]);
  });

  test("lie within the domain and are as many as asked for, or fewer", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (low, size, count) => {
          const ticks = linearTicks(low, low + size, count);
          expect(ticks.length).toBeGreaterThanOrEqual(1 + Math.floor(count / 2.6) - 1);
          expect(ticks.length).toBeLessThanOrEqual(count + 1);
          for (const { at } of ticks) {
            expect(at).toBeGreaterThanOrEqual(low - 1e-6 * size);
            expect(at).toBeLessThanOrEqual(low + size + 1e-6 * size);
          }
        },
      ),
    );
  });

  test("a domain is widened to the ticks on its ends", () => {
    expect(roundDomain(0.03, 0.97, 5)).toEqual([0, 1]);
    expect(roundDomain(-1.1e-15, 1.9e-15, 6)).toEqual([-1.5e-15, 2e-15]);
    expect(roundDomain(10, 20, 5)).toEqual([10, 20]);
  });
});

describe("logarithmic ticks", () => {
  test("of a few decades are powers of ten, with minor ticks between", () => {
    const ticks = logTicks(0.01, 100, 6);
    expect(labels(ticks)).toEqual(["0.01", "0.1", "1", "10", "100"]);
    expect(ticks.length).toBe(4 * 9 + 1);
  });

  test("of one decade show 1, 2 and 5", () => {
    expect(labels(logTicks(8, 250, 6))).toEqual(["10", "20", "50", "100", "200"]);
  });

  test("of many decades skip some, in step with 10⁰", () => {
    expect(labels(logTicks(1e-16, 1, 5))).toEqual(["10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "10⁰"]);
  });

  test("of less than a decade are linear", () => {
    expect(labels(logTicks(41, 47, 4))).toEqual(["42", "44", "46"]);
  });
});

test("numbers are written for people", () => {
  expect([0, -0.25, 1 / 3, 12345, 1e6, -1.5e-9].map((value) => tickLabel(value))).toEqual([
    "0",
    "−0.25",
    "0.3333",
    "12,345",
    "10⁶",
    "−1.5×10⁻⁹",
  ]);
});
