import type { Figure } from "../figure.js";
import type { Axis } from "./axis.js";
import type { ColorMap } from "./color-scale.js";
import type { Layout } from "./layout.js";
import type { Series } from "./series.js";

/** A figure with all that does not depend on the room it has. */
export interface Content {
  readonly figure: Figure;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly colors: ColorMap | undefined;
  /** References to the hatching of cells without a value and to the colour bar's gradient, as `url(#…)`. */
  readonly hatch: string;
  readonly ramp: string;
}

/** A figure with all that is known before its first line is drawn. */
export interface Drawing extends Content {
  readonly layout: Layout;
}

/** A dash, for lines and for their swatches in the legend. */
export const DASH = "5 3.5";
