import { describe, expect, it } from "vitest";
import type { Fit } from "../../laws/fit/index.js";
import { resamplesOf } from "./resamples.js";

const fitOf = (n: number, p: number, evaluations: number) => ({
  ...{ n, theta: new Float64Array(p) },
  diagnostics: { evaluations } as Fit["diagnostics"],
});
const codes = ({ resamples, warnings }: ReturnType<typeof resamplesOf>) => [
  resamples,
  ...warnings.map(({ code }) => code),
];

describe("the number of refits", () => {
  it("is a thousand for a law that is quick to fit, and fewer the more evaluations its fit took, never under 200", () => {
    expect(codes(resamplesOf(fitOf(240, 5, 182), { law: "chinchilla" }))).toEqual([1000]);
    expect(codes(resamplesOf(fitOf(240, 4, 1671), { law: "kaplan" }))).toEqual([600, "fewer-resamples"]);
    expect(codes(resamplesOf(fitOf(240, 9, 4905), { law: "farseer" }))).toEqual([200, "fewer-resamples"]);
    expect(codes(resamplesOf(fitOf(30_000, 5, 100), { law: "chinchilla" }))).toEqual([0, "bootstrap-skipped"]);
  });

  it("is what was asked for, whatever it takes", () => {
    expect(codes(resamplesOf(fitOf(240, 9, 4905), { law: "farseer", bootstrap: 5000 }))).toEqual([5000]);
    expect(codes(resamplesOf(fitOf(30_000, 5, 100), { law: "chinchilla", bootstrap: 10 }))).toEqual([10]);
  });

  it("is said to leave out the choice of a law, where there was one and there are refits", () => {
    expect(codes(resamplesOf(fitOf(240, 5, 182), { law: "auto" }))).toEqual([1000, "choice-not-resampled"]);
    expect(codes(resamplesOf(fitOf(240, 5, 182), { law: "auto", bootstrap: 0 }))).toEqual([0]);
    expect(codes(resamplesOf(fitOf(240, 5, 182), { law: "auto", form: "E + A/N^a" }))).toEqual([1000]);
  });
});
