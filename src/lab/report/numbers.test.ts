import { expect, test } from "vitest";
import { count, duration, measured, number } from "./numbers.js";

const text = (markup: { text: string }) => markup.text.replace(/<sup>(.*?)<\/sup>/g, "^$1");

test("a number is written to six digits, and with powers of ten where it is tiny or huge", () => {
  expect([0, -0.25, 1 / 3, 12345, 1234567.8, 2e7, -6.4512e-15, 1e-12].map((value) => text(number(value)))).toEqual([
    ...["0", "−0.25", "0.333333", "12,345", "1,234,570"],
    ...["2 × 10^7", "−6.45 × 10^−15", "10^−12"],
  ]);
});

test("a measured number is cut where its error has two digits left", () => {
  expect(text(measured(0.095234, 0.00112))).toBe("0.0952 ± 0.0011");
  expect(text(measured(0.5, 0.01))).toBe("0.500 ± 0.010");
  expect(text(measured(1234.567, 12))).toBe("1,235 ± 12");
  expect(text(measured(0.01, 3.4))).toBe("0.010 ± 3.4");
  expect(text(measured(0.01, 1e-17))).toBe("0.010000000 ± 1.0 × 10^−17");
});

test("a measured number without an error stands alone, and a dash for none", () => {
  expect(text(measured(0.123456789, null))).toBe("0.123457");
  expect(text(measured(1, 0))).toBe("1");
  expect(text(measured(null, null))).toBe("—");
});

test("durations and counts are written as people say them", () => {
  expect([0.04, 59.94, 59.97, 3599.7, 7500].map(duration)).toEqual([
    "0.0 s",
    "59.9 s",
    "1 min 0 s",
    "1 h 0 min",
    "2 h 5 min",
  ]);
  expect([count(1, "run"), count(25_000, "cell"), count(0, "claim")]).toEqual(["1 run", "25,000 cells", "0 claims"]);
});
