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

test("a raised decimal is one raised span", () => {
  const { document } = parseHTML("<!doctype html><html></html>");
  const text = richText(document, "compute, C^0.73", {});
  const [raised, ...others] = [...text.querySelectorAll("tspan")];
  expect([raised!.textContent, Number(raised!.getAttribute("dy"))]).toEqual(["0.73", -4]);
  expect(others).toEqual([]);
});
