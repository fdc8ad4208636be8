import { paperColor } from "./palette.js";

/** How text on the figure is set: with a halo of paper, so that it can be read over lines and cells. */
export function textStyle(color: string) {
  return { fill: color, fontSize: 11, stroke: paperColor, strokeWidth: 3, strokeOpacity: 0.85 } as const;
}
