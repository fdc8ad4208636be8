import { expect, it } from "vitest";
import places from "../../studies/places.zh.json" with { type: "json" };
import { placeInChinese, placesOf } from "./translate-place.js";

it("parts places at commas and semicolons, but for those in brackets and between numbers", () => {
  expect(placesOf("§1.3, item 2; §1.4, captions of figs 12, 14 and 15")).toEqual([
    "§1.3",
    "item 2",
    "§1.4",
    "captions of figs 12, 14 and 15",
  ]);
  expect(placesOf("§2.1.1, first two laws (as in S1 §1.2, items 1 and 2)")).toHaveLength(2);
});

it.each([
  ["§4.2, ‘Transformer implementation’", "§4.2，“Transformer 实现”"],
  ["§5.3 and conclusion 3, put to real data", "§5.3 和结论 3，用真实数据检验"],
  ["example 1, last lines", "示例 1，最后几行"],
  ["§4.2, text before eq. (128), in our copy", "§4.2，式 (128) 之前的正文，据我们手中的版本"],
  ["captions of figs 12, 14 and 15", "图 12、14 和 15 的说明"],
  ["§3.2.3, on Cheng et al. [96], in brackets", "§3.2.3，关于 Cheng 等 [96]，括号内"],
  ["§1.1, observation 3; §6.1, item 3", "§1.1，观察 3；§6.1，第 3 项"],
  ["§5.2, fig. 10 (inset)", "§5.2，图 10（插图）"],
])("says %s in Chinese", (place, chinese) => {
  expect(placeInChinese(place, places)).toBe(chinese);
});

it("leaves a place that it does not know as it is", () => {
  expect(placeInChinese("appendix Q, somewhere", places)).toBe("appendix Q，somewhere");
});
