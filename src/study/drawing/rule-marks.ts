import * as Plot from "@observablehq/plot";
import type { Mark } from "../figure.js";
import { contains, fractionAlong } from "./axis.js";
import type { Drawing } from "./drawing.js";
import { textStyle } from "./text-style.js";

/** A rule across every panel, with its label in the first, on the side where there is more room. */
export function ruleMarks(mark: Extract<Mark, { type: "rule" }>, { x, y }: Drawing): Plot.Markish[] {
  const axis = mark.axis === "x" ? x : y;
  const at = axis.at(mark.at);
  if (!contains(axis, at)) return [];
  const line = { stroke: "currentColor", strokeOpacity: 0.65, strokeDasharray: "2 3" };
  const rule = mark.axis === "x" ? Plot.ruleX([at], line) : Plot.ruleY([at], line);
  if (!mark.label) return [rule];
  const text = { ...textStyle("currentColor"), fx: [0], fy: [0], text: [mark.label] };
  const late = fractionAlong(axis, at) > 0.6;
  if (mark.axis === "x") {
    const side = late ? ({ textAnchor: "end", dx: -5 } as const) : ({ textAnchor: "start", dx: 5 } as const);
    return [rule, Plot.text([at], { ...text, ...side, x: [at], frameAnchor: "top", dy: 4 })];
  }
  const side = late ? ({ lineAnchor: "top", dy: 5 } as const) : ({ lineAnchor: "bottom", dy: -5 } as const);
  return [rule, Plot.text([at], { ...text, ...side, y: [at], frameAnchor: "right", dx: -2 })];
}
