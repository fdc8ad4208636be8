import { expect, test } from "vitest";
import { cutText, textWidth, wrapText } from "./text-size.js";

test("text is broken at spaces, and in long words after hyphens", () => {
  expect(wrapText("pre-trained attention", 80, 11)).toEqual(["pre-trained", "attention"]);
  expect(wrapText("ridge (leave-one-out)", 60, 11)).toEqual(["ridge", "(leave-", "one-out)"]);
  expect(wrapText("ridge", 5, 11)).toEqual(["ridge"]);
  expect(wrapText("", 5, 11)).toEqual([""]);
});

test("Chinese characters are an em each, and so is their punctuation", () => {
  expect(textWidth("能量景观，", 12)).toBe(60);
  expect(textWidth("（精确值）", 12)).toBe(60);
  expect(textWidth("最优 N", 10)).toBeCloseTo(20 + 3.6 + 6.7);
});

test("Chinese is broken between characters, but before no comma and after no opening bracket", () => {
  expect(wrapText("最硬的两个方向", 48, 12)).toEqual(["最硬的两", "个方向"]);
  expect(wrapText("先大，后小", 24, 12)).toEqual(["先", "大，", "后小"]);
  expect(wrapText("误差（方差）", 36, 12)).toEqual(["误差", "（方", "差）"]);
  expect(wrapText("GPT模型，两层", 36, 12)).toEqual(["GPT", "模型，", "两层"]);
});

test("text is cut to a width, with an ellipsis", () => {
  expect(cutText("ridge", 100, 11)).toBe("ridge");
  const cut = cutText("pre-trained attention", 60, 11);
  expect(cut).toMatch(/^pre-tr.*…$/);
  expect(textWidth(cut, 11)).toBeLessThanOrEqual(60);
});
