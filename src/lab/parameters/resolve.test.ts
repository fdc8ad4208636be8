import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AnyStudy, defineStudy } from "../../study/index.js";
import { parseSetting, presetOf, resolveParameters, settingsBeyond } from "./resolve.js";

const study: AnyStudy = defineStudy({
  id: "room/name",
  version: 1,
  title: "",
  source: "",
  references: [],
  claims: [],
  params: z
    .strictObject({
      P: z.array(z.int().min(1).max(1_000_000)).min(1).default([100]),
      D: z.int().min(1).max(60).default(20),
      lambda: z.number().positive().default(0.5),
      sampler: z.enum(["exact", "literal"]).default("exact"),
      target: z.string().default("any"),
    })
    .refine(({ D, P }) => D <= P[0]!, { path: ["D"], message: "at most P" }),
  presets: { quick: { params: {}, seconds: 1 }, paper: { params: { P: [1000, 2000] }, seconds: 60 } },
  cells: () => [],
  run: () => [],
  metrics: () => ({}),
  judge: () => [],
  figures: () => [],
});

const resolved = (...settings: string[]) => resolveParameters(study, "quick", settings.map(parseSetting));

describe("resolveParameters", () => {
  it("overrides defaults by the preset and the preset by settings", () => {
    expect(resolved()).toEqual({ P: [100], D: 20, lambda: 0.5, sampler: "exact", target: "any" });
    expect(resolveParameters(study, "paper").P).toEqual([1000, 2000]);
    expect(
      resolveParameters(study, "paper", [
        ["P", [7e5]],
        ["D", 3],
      ]),
    ).toMatchObject({ P: [7e5], D: 3 });
  });

  it("reads JSON where it is JSON, else text; the last setting of a name counts", () => {
    expect(resolved("P=[300, 400]", "lambda=1e-3", "target=a=b", "sampler=exact", "sampler=literal")).toMatchObject({
      P: [300, 400],
      lambda: 0.001,
      target: "a=b",
      sampler: "literal",
    });
  });

  it("takes a single value for a list", () => {
    expect(resolved("P=300").P).toEqual([300]);
  });

  it("takes numbers between commas for a list of numbers, and no text with commas for any other", () => {
    expect(resolved("P=300,700").P).toEqual([300, 700]);
    expect(resolved("P= 3e2, 700").P).toEqual([300, 700]);
    expect(resolved("target=3,7").target).toBe("3,7");
  });

  it.each([
    ["P=300,many", "invalid P[1]: many; expected an integer from 1 to 1000000"],
    ["P=300,", "invalid P[1]: ; expected an integer from 1 to 1000000"],
    ["P=300,1e999", "invalid P[1]: 1e999; expected an integer from 1 to 1000000"],
    ["D=3,7", "invalid D: 3,7; expected an integer from 1 to 60"],
    ["lamda=1", "unknown parameter: lamda (did you mean lambda?)"],
    ["__proto__=1", "unknown parameter: __proto__; expected one of: P, D, lambda, sampler, target"],
    ["P=-3", "invalid P: -3; expected an integer from 1 to 1000000"],
    ["P=[5,-3]", "invalid P[1]: -3; expected an integer from 1 to 1000000"],
    ["P=[]", "invalid P: []; expected a list of one or more integers from 1 to 1000000"],
    ["P=many", "invalid P: many; expected an integer from 1 to 1000000"],
    ["D=2.5", "invalid D: 2.5; expected an integer from 1 to 60"],
    ["D=[20,30]", "invalid D: [20,30]; expected an integer from 1 to 60"],
    ["D=null", "invalid D: null; expected an integer from 1 to 60"],
    ["lambda=0", "invalid lambda: 0; expected a number above 0"],
    ["lambda=NaN", "invalid lambda: NaN; expected a number above 0"],
    ["lambda=1e999", "invalid lambda: Infinity; expected a number above 0"],
    ["sampler=exat", "unknown sampler: exat (did you mean exact?)"],
    ["sampler=3", "invalid sampler: 3; expected one of: exact, literal"],
    ["P=10", "invalid D: 20; expected at most P"],
    ["lambda", "invalid --set: lambda; expected NAME=VALUE"],
    ["=3", "invalid --set: =3; expected NAME=VALUE"],
  ])("refuses %s", (setting, message) => {
    expect(() => resolved(setting)).toThrow(expect.objectContaining({ name: "InputError", message }));
  });
});

describe("the way back", () => {
  it("names the preset whose parameters these are", () => {
    expect(presetOf(study, resolved())).toBe("quick");
    expect(presetOf(study, resolved("P=[1000,2000]"))).toBe("paper");
    expect(presetOf(study, resolved("D=3"))).toBeNull();
  });

  it("gives settings that lead to the same parameters", () => {
    const params = resolved("P=[300]", "lambda=2", 'target="7"', "sampler=literal");
    const settings = settingsBeyond(study, "quick", params);
    expect(settings).toEqual(["P=[300]", "lambda=2", "sampler=literal", 'target="7"']);
    expect(resolved(...settings)).toEqual(params);
  });
});
