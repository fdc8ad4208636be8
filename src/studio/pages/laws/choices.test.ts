import { describe, expect, it } from "vitest";
import { guessColumns } from "../../../laws/columns/index.js";
import {
  choicesOf,
  columnsChosen,
  fitAsked,
  noChoices,
  OWN_LAW,
  planAsked,
  planOptions,
  queryOf,
  withColumn,
} from "./choices.js";

describe("the choices of the page of laws", () => {
  it("go through an address and back, without what is as usual", () => {
    const choices = { ...noChoices, law: "chinchilla", where: 'family != "moe"', maxTokens: "2e12" };
    const query = queryOf(choices);
    expect(Object.entries(query).filter(([, value]) => value !== undefined)).toHaveLength(3);
    const text = new URLSearchParams(JSON.parse(JSON.stringify(query)) as Record<string, string>).toString();
    expect(choicesOf({ ...Object.fromEntries(new URLSearchParams(text)), lang: "zh", page: "2" })).toEqual(choices);
  });

  it("ask for the fit of the command line", () => {
    const loss = { kind: "huber", delta: 1e-3 };
    const usual = { file: "a.csv", law: "kaplan", loss, profile: false, seed: 1, skipMissing: false };
    expect(fitAsked("a.csv", { ...noChoices, law: "kaplan" })).toEqual(usual);
    const own = {
      ...noChoices,
      law: OWN_LAW,
      form: " E + A/N^a ",
      loss: "l1",
      delta: "0.1",
      bootstrap: "0",
      profile: "1",
    };
    expect(fitAsked("a.csv", own)).toEqual({
      ...usual,
      ...{ law: "custom", form: "E + A/N^a", loss: { kind: "l1" }, bootstrap: 0, profile: true },
    });
    expect(() => fitAsked("a.csv", { ...noChoices, law: "kaplan", bootstrap: "many" })).toThrow(
      "invalid --bootstrap: many",
    );
    expect(() => fitAsked("a.csv", noChoices)).toThrow("invalid --law: nothing");
  });

  it("ask for the plan of the command line, by compute or by money", () => {
    const compute = { ...noChoices, compute: "1e23", uniqueTokens: "2e10", choice: "N=7e9" };
    expect(planAsked(compute)).toEqual({
      ...{ budget: { compute: 1e23 }, uniqueTokens: 2e10, choice: { N: 7e9 }, nextRun: true, at: {} },
    });
    const money = { ...compute, budget: "dollars", dollars: "1e6" };
    expect(planAsked(money)).toMatchObject({
      budget: { money: 1e6 },
      rent: { gpu: "h100-sxm", utilisation: 0.4, pricePerHour: 2.5 },
    });
    expect(planOptions(money)).not.toHaveProperty("compute");
    expect(() => planAsked(noChoices)).toThrow("invalid --compute: nothing");
  });

  it("say which columns hold what only where the header does not", () => {
    const names = ["params", "tokens (B)", "nll", "my loss, smoothed"];
    const { roles } = guessColumns(names);
    expect(columnsChosen("", names, roles)).toEqual(roles);
    const text = withColumn(roles, roles, "L", { column: "my loss, smoothed", factor: 2 });
    expect(text).toBe('L="my loss, smoothed"*2');
    const chosen = columnsChosen(text, names, roles);
    expect(chosen.L).toMatchObject({ column: "my loss, smoothed", factor: 2, ln: false });
    expect(chosen.N).toEqual(roles.N);
    expect(withColumn(chosen, roles, "L", roles.L!)).toBe("");
    expect(columnsChosen("L=elsewhere", names, roles)).toEqual(roles);
  });
});
