import { expect, it } from "vitest";
import { formulaInChinese, wordsIn } from "./translate-formula.js";

it("translates words in a formula, and leaves names of symbols", () => {
  const tex = "P_{\\text{success}}(k)\\ \\text{grows with}\\ k";
  expect(wordsIn(tex)).toEqual(["grows with"]);
  expect(formulaInChinese(tex, { "grows with": "递增于", success: "成功" })).toBe(
    "P_{\\text{success}}(k)\\ \\text{递增于}\\ k",
  );
  expect(formulaInChinese(tex, {})).toBe(tex);
});
