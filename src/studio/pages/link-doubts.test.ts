import { describe, expect, it } from "vitest";
import { noChoices } from "./laws/choices.js";
import { lawsOfLink } from "./laws/link.js";
import { doubtsOf } from "./link-doubts.js";

describe("the doubts of a link", () => {
  const allowed = {
    task: ["linear", "noisy"],
    d: { low: 1, high: 12, integer: true },
    rate: { low: 1e-5, high: 0.1, integer: false },
    where: "text",
  } as const;

  it("are none where the page can do what it says", () => {
    expect(doubtsOf({ task: "noisy", d: "12", rate: "1e-3", where: "anything", lang: "zh" }, allowed)).toEqual([]);
  });

  it("name each value that is no such word or number, or that is out of range, and each name that is none", () => {
    expect(doubtsOf({ task: "noise", d: "2.5", rate: "1", seeds: "3" }, allowed)).toEqual([
      "unknown task: noise (did you mean noisy?)",
      "invalid d: 2.5; expected an integer from 1 to 12",
      "invalid rate: 1; expected a number from 0.00001 to 0.1",
      "unknown parameter: seeds; expected one of: task, d, rate, where",
    ]);
    for (const d of ["", " ", "NaN", "Infinity", "13", "-1"]) expect(doubtsOf({ d }, allowed)).toHaveLength(1);
  });

  it("take names for nothing but names, and repeat no more than a line of a value", () => {
    const hostile = JSON.parse('{"__proto__":"1","constructor":"2","toString":"3"}') as Record<string, string>;
    expect(doubtsOf(hostile, allowed)).toHaveLength(3);
    expect(doubtsOf({ d: "9".repeat(4000) }, allowed)[0]!.length).toBeLessThan(120);
  });

  it("leave the laws their usual choices", () => {
    const { choices, doubts } = lawsOfLink({ law: "chinchila", budget: "gold", profile: "0", where: "N > 1" });
    expect(choices).toEqual({ ...noChoices, where: "N > 1" });
    expect(doubts).toEqual([
      "unknown law: chinchila (did you mean chinchilla?)",
      "unknown budget: gold; expected one of: compute, dollars",
      "unknown profile: 0 (did you mean 1?)",
    ]);
  });
});
