import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { richText } from "./rich-text.js";

const { document } = parseHTML("<!doctype html><html></html>");
const shown = (text: string) =>
  richText(document, text, {})
    .outerHTML.replace(/<tspan[^>]*dy="3"[^>]*>/g, "<sub>")
    .replace(/<tspan[^>]*dy="-4"[^>]*>/g, "<sup>")
    .replace(/<\/?text>|<\/tspan>|<tspan[^>]*>/g, "/")
    .replace(/^\/|\/$/g, "");

test("a letter's subscripts and superscripts are set as such", () => {
  expect(shown("error ε_g")).toBe("error ε<sub>g/");
  expect(shown("W_{11}, shrunk")).toBe("W<sub>11//,/ shrunk");
  expect(shown("R^2")).toBe("R<sup>2/");
});

test("names with underscores stay as they are", () => {
  expect(shown("max_deviation, eps_g and N")).toBe("max_deviation, eps_g and N");
});
