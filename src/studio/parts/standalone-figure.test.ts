import { readdirSync } from "node:fs";
import { parseHTML } from "linkedom";
import { expect, it } from "vitest";
import { LIGHT_SERIES } from "../../study/drawing/palette.js";
import type { Figure } from "../../study/index.js";
import { plainColor } from "./plain-colors.js";
import { standaloneFigure } from "./standalone-figure.js";

const { document } = parseHTML("<!doctype html><html><body></body></html>");
const examples = new URL("../../../test/report/figures/", import.meta.url);
const names = readdirSync(examples).flatMap((file) => (file.endsWith(".ts") ? [file.slice(0, -3)] : []));

it.each(names)("%s stands alone: title, ground, fonts, colours by value", async (name) => {
  const { figure } = (await import(new URL(`${name}.ts`, examples).pathname)) as { figure: Figure };
  const { svg, width, height } = standaloneFigure(figure, document);
  const text = svg.outerHTML;
  expect(text).not.toMatch(/var\(|color-mix|currentcolor/i);
  expect(text).toContain("font-family=");
  expect([...svg.querySelectorAll("title")][0]!.textContent).toBe(figure.title);
  const [ground] = [...svg.querySelectorAll("rect")];
  expect([ground!.getAttribute("width"), ground!.getAttribute("height")]).toEqual([String(width), String(height)]);
  const [inner] = [...svg.querySelectorAll("svg")];
  expect(Number(inner!.getAttribute("y")) + Number(inner!.getAttribute("height"))).toBeLessThanOrEqual(height);
  expect(Number(inner!.getAttribute("width"))).toBeLessThanOrEqual(width);
});

it.each([
  ["currentColor", "#000000"],
  ["var(--series-1, #1b4b9b)", "#1b4b9b"],
  ["color-mix(in srgb, var(--series-2, #ff0000) 50%, var(--figure-paper, #ffffff))", "#ff8080"],
  ["color-mix(in oklab, #000000 100%, #ffffff)", "#000000"],
  // CSS Color 4: the middle of black and white in OKLab is #636363.
  ["color-mix(in oklab, #000000 50%, #ffffff)", "#636363"],
  ["rgb(1, 2, 3)", "rgb(1, 2, 3)"],
])("%s is %s", (given, plain) => {
  expect(plainColor(given, "#000000")).toBe(plain);
});

it("gives the ends of a ramp their own colours", () => {
  for (const color of LIGHT_SERIES) expect(plainColor(`color-mix(in oklab, ${color} 100%, #ffffff)`, "")).toBe(color);
});
