import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { richText } from "./rich-text.js";

test("what follows a subscript stands on the line again", () => {
  const { document } = parseHTML("<!doctype html><html></html>");
  const spans = [...richText(document, "W_{11} and s_i^μ", {}).querySelectorAll("tspan")];
  expect(spans.map((span) => Number(span.getAttribute("dy")))).toEqual([3, -3, 3, -7]);
  const sum = spans.slice(0, 2).reduce((depth, span) => depth + Number(span.getAttribute("dy")), 0);
  expect(sum).toBe(0);
});
