import { describe, expect, it } from "vitest";
import { formByName } from "../../laws/forms/index.js";
import type { FitDocument } from "../law-documents.js";
import { fitToPlanWith, lawToPlanWith } from "./law-to-plan-with.js";

type Tried = NonNullable<FitDocument["candidates"]>[number];

/** A fit of a law, chosen from others where these are given. */
function fitOf(law: string, tried?: readonly (readonly [law: string, objective: number | null])[]): FitDocument {
  const { name, title, source, expression, variables, target, parameters } = formByName(law);
  const candidates = tried?.map(([each, objective]) => ({ law: each, objective }) as Tried);
  const form = { name, title, source, expression, variables, target, parameters };
  const warnings = [{ code: "flat", message: `flat: ${law}` }];
  return { law, form, warnings, ...(candidates && { candidates }) } as unknown as FitDocument;
}

describe("the law to plan with", () => {
  it("is the best that was tried of parameters and tokens alone, where the chosen one is of compute", () => {
    const tried = [
      ["power-C", 1],
      ["bnsl-1", 2],
      ["data-constrained", 3],
      ["kaplan", null],
      ["over-training", 4],
      ["chinchilla", 5],
    ] as const;
    expect(lawToPlanWith(fitOf("power-C", tried))).toBe("over-training");
    expect(lawToPlanWith(fitOf("power-C", tried.slice(0, 3)))).toBe(null);
  });

  it("is the fitted one, where that can plan or a person named it", () => {
    expect(lawToPlanWith(fitOf("over-training", [["chinchilla", 1]]))).toBe(null);
    expect(lawToPlanWith(fitOf("kaplan-C"))).toBe(null);
  });

  it("is fitted in the other's place, which a warning says before all others", async () => {
    const chosen = fitOf("power-C", [["chinchilla", 1]]);
    const asked: string[] = [];
    const fitted = await fitToPlanWith(chosen, async (law) => {
      asked.push(law);
      return fitOf(law);
    });
    expect(asked).toEqual(["chinchilla"]);
    expect(fitted.law).toBe("chinchilla");
    expect(fitted.warnings.map(({ code }) => code)).toEqual(["another-law", "flat"]);
    expect(fitted.warnings[0]!.message).toMatch(/^another law: power-C predicts best .* the plan is by chinchilla/);
    expect(await fitToPlanWith(fitted, () => expect.unreachable())).toBe(fitted);
  });
});
