import { parseHTML } from "linkedom";
import { describe, expect, it, vi } from "vitest";
import { standaloneFigure } from "../../parts/standalone-figure.js";
import { lossCurves, lossFigure } from "./loss-figure.js";

vi.mock("../../language/index.svelte.js", () => ({ t: (name: string) => name }));
const { document } = parseHTML("<!doctype html><html><body></body></html>");
const losses = Array.from({ length: 1301 }, (_, i) => 1 + 1 / (i + 1));

describe("the chart of the loss", () => {
  it("has a point for each step while they are few, and then the means of neighbours, to the last step", () => {
    const few = lossCurves(losses.slice(0, 30));
    expect(few.steps).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(few.batches).toEqual(losses.slice(0, 30));
    const many = lossCurves(losses);
    expect([many.steps.length, many.steps[0], many.steps.at(-1)]).toEqual([434, 3, 1301]);
    expect(many.batches[0]).toBeCloseTo((2 + 1.5 + 4 / 3) / 3, 12);
    expect(many.means.at(-1)).toBeCloseTo(losses.slice(-130).reduce((a, b) => a + b) / 130, 12);
  });

  it.each([1, 40])("is drawn as an SVG that stands alone after %d steps", (steps) => {
    const { svg } = standaloneFigure(lossFigure(losses.slice(0, steps), 0.9, "what it says"), document);
    const text = svg.outerHTML;
    for (const name of ["batches", "mean", "floor"]) expect(text).toContain(`training.curve.${name}`);
    expect(text).toContain("what it says");
    expect(text).toMatch(/stroke-dasharray/);
    expect(text).not.toContain("NaN");
    expect(text.includes('aria-label="dot"')).toBe(steps === 1);
  });
});
