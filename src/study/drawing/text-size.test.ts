import { expect, test } from "vitest";
import { cutText, textWidth, wrapText } from "./text-size.js";

test("text is broken at spaces, and in long words after hyphens", () => {
  expect(wrapText("pre-trained attention", 80, 11)).toEqual(["pre-trained", "attention"]);
  expect(wrapText("ridge (leave-one-out)", 60, 11)).toEqual(["ridge", "(leave-", "one-out)"]);
  expect(wrapText("ridge", 5, 11)).toEqual(["ridge"]);
  expect(wrapText("", 5, 11)).toEqual([""]);
});

test("text is cut to a width, with an ellipsis", () => {
  expect(cutText("ridge", 100, 11)).toBe("ridge");
  const cut = cutText("pre-trained attention", 60, 11);
  expect(cut).toMatch(/^pre-tr.*…$/);
  expect(textWidth(cut, 11)).toBeLessThanOrEqual(60);
});
