import { describe, expect, it } from "vitest";
import { planFrom } from "../../../lab/laws/plan-from.js";
import { bestSize, fit as fitInPage, readTable } from "../../engine/laws.js";
import { fitAsked, noChoices, planAsked } from "./choices.js";
import { exampleNames, examples, exampleTable } from "./examples.js";
import { moreDataFigure, runCounts, trueSize } from "./more-data.js";

describe.each(exampleNames)("the example table %s", (name) => {
  const { file, law, truth, runs } = examples[name];
  const table = new File([exampleTable(name)], file);

  it("is the same for everybody, and the beginning of a longer one", () => {
    expect(exampleTable(name)).toBe(exampleTable(name));
    expect(exampleTable(name, 2 * runs).startsWith(exampleTable(name))).toBe(true);
  });

  it("has columns that are recognised", async () => {
    const { guess, rows } = await readTable(table);
    expect(rows).toBe(runs);
    expect(Object.keys(guess).sort()).toEqual(name === "dense" ? ["D", "L", "N"] : ["D", "L", "N", "U"]);
    expect(guess.D!.factor).toBe(1e9);
  });

  it("gives back the law that it was made from", async () => {
    const request = fitAsked(file, { ...noChoices, law, bootstrap: "0" });
    const { document } = await fitInPage({ file: table, request }, () => undefined);
    expect(document.law).toBe(law);
    for (const [parameter, { value, stderr }] of Object.entries(document.parameters)) {
      expect(Math.abs(value - truth[parameter]!), parameter).toBeLessThan(3 * stderr!);
    }
    const { compute, uniqueTokens = "" } = examples[name];
    const plan = planFrom(document, planAsked({ ...noChoices, compute, uniqueTokens }));
    expect(plan.N.ci95[0]).toBeLessThan(plan.N.ci95[1]!);
    expect(plan.epochs === null).toBe(uniqueTokens === "");
  });
});

describe("more data", () => {
  it("closes the interval of the best size about the truth", async () => {
    const truth = trueSize(1e23);
    const widths = new Map<number, number>();
    for (const runs of [16, 64, 256]) {
      const file = new File([exampleTable("dense", runs)], "more.csv");
      const request = fitAsked("more.csv", { ...noChoices, law: "chinchilla" });
      const size = await bestSize({ file, request, compute: 1e23 });
      const [low, high] = size.ci95 as [number, number];
      expect(low).toBeLessThan(truth);
      expect(high).toBeGreaterThan(truth);
      widths.set(runs, Math.log(high / low));
    }
    const [few, some, many] = [...widths.values()];
    expect(some).toBeLessThan(few!);
    expect(many).toBeLessThan(some! / 1.5);
  });

  it("is drawn for the numbers of runs that were measured, with the truth", () => {
    const words = { title: "t", caption: "c", runs: "runs", size: "size", truth: "truth" };
    const found = new Map([[runCounts[2], { value: 2, ci95: [1, 4] as [number, number] }]]);
    const figure = moreDataFigure(found, 3, words);
    expect(figure.marks).toEqual([
      { type: "rule", axis: "y", at: 3, label: "truth" },
      {
        type: "interval",
        data: [{ runs: runCounts[2], N: 2, low: 1, high: 4 }],
        x: "runs",
        y: "N",
        low: "low",
        high: "high",
      },
      { type: "dot", data: [{ runs: runCounts[2], N: 2, low: 1, high: 4 }], x: "runs", y: "N", symbol: "circle" },
    ]);
  });
});
