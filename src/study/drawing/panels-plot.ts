import * as Plot from "@observablehq/plot";
import type { Axis } from "./axis.js";
import type { DrawingDocument, DrawingElement } from "./dom.js";
import type { Drawing } from "./drawing.js";
import { FONT, type Layout } from "./layout.js";
import { plotMarks } from "./marks.js";
import type { Tick } from "./ticks.js";

/** The panels of a figure with their ticks, grids, marks and titles, as an SVG with room for the legend and the labels. */
export function plotPanels(drawing: Drawing, document: DrawingDocument): DrawingElement {
  const { x, y, layout, colors } = drawing;
  const { panels } = layout;
  return Plot.plot({
    document: document as never,
    className: "figure-plot",
    ...{ width: layout.width, height: layout.height, marginTop: layout.top, marginLeft: layout.left },
    ...{ marginRight: layout.right, marginBottom: layout.bottom },
    x: { ...scale(x), ...(x.ordinal ? {} : { inset: 6 }) },
    y: scale(y),
    fx: facetScale(panels.columns, panels.width, panels.gap.x),
    fy: facetScale(panels.rows, panels.height, panels.gap.y),
    marks: [
      ...(colors ? [] : gridMarks(drawing)),
      ...tickMarks(layout),
      ...plotMarks(drawing),
      ...(colors ? [Plot.frame({ stroke: "currentColor", strokeOpacity: 0.5 })] : []),
      ...titleMarks(layout),
    ],
  }) as unknown as DrawingElement;
}

function scale({ type, domain, reverse }: Axis) {
  return { type, domain, reverse, axis: null, label: null } as const;
}

/** Panels of `size` pixels with gaps of `gap`. */
function facetScale(count: number, size: number, gap: number) {
  const domain = Array.from({ length: count }, (_, i) => i);
  return { domain, axis: null, round: false, paddingInner: count > 1 ? gap / (size + gap) : 0, paddingOuter: 0 };
}

function titleMarks({ panels }: Layout): Plot.Markish[] {
  const style = { lineAnchor: "bottom", frameAnchor: "top", dy: -6, fontSize: FONT.label, fontWeight: 600 } as const;
  return panels.titles.map((text, i) => {
    const place = { fx: [i % panels.columns], fy: [Math.floor(i / panels.columns)] };
    return Plot.text([text], { ...style, ...place });
  });
}

/** Light lines at the ticks; names on the horizontal axis need none. */
function gridMarks({ x, layout }: Drawing): Plot.Markish[] {
  const style = { strokeOpacity: 0.1 };
  const vertical = x.ordinal ? [] : [Plot.gridX(split(layout.xTicks).major, style)];
  return [...vertical, Plot.gridY(split(layout.yTicks).major, style)];
}

/** Ticks and their labels; ticks without a label are shorter. */
function tickMarks({ xTicks, yTicks }: Layout): Plot.Markish[] {
  const style = { label: null, strokeOpacity: 0.5, fontSize: FONT.tick };
  const shorter = { ...style, tickSize: 3, fill: "none" };
  const [x, y] = [split(xTicks), split(yTicks)];
  return [
    Plot.axisX(x.major, { ...style, tickSize: 5, text: x.label }),
    Plot.axisX(x.minor, shorter),
    Plot.axisY(y.major, { ...style, tickSize: 5, text: y.label }),
    Plot.axisY(y.minor, shorter),
  ];
}

function split(ticks: readonly Tick[]) {
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return {
    major: ticks.filter(({ label }) => label !== "").map(({ at }) => at),
    minor: ticks.filter(({ label }) => label === "").map(({ at }) => at),
    label: (at: number) => labels.get(at) ?? "",
  };
}
