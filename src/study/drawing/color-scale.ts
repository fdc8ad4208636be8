import type { Figure } from "../figure.js";
import { extent, type Value } from "./axis.js";
import { divergingColor } from "./palette.js";
import { dataMarks } from "./series.js";
import { sequentialColor } from "./viridis.js";

/** The colours of a heat map. */
export interface ColorMap {
  readonly label: string;
  readonly domain: readonly [number, number];
  /** Whether a cell has no value, and the legend must say how that looks. */
  readonly missing: boolean;
  /** The colour of a value; undefined for one that is no number. */
  paint(value: Value | undefined): string | undefined;
}

/** The colour scale of the figure's cells, or undefined where it has none. */
export function colorMapOf(figure: Figure): ColorMap | undefined {
  const cells = dataMarks(figure).flatMap((mark) => (mark.type === "cell" ? mark.data.map((d) => d[mark.fill]!) : []));
  if (cells.length === 0) return undefined;
  const numbers = cells.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  const diverging = figure.color?.type === "diverging";
  const pivot = diverging ? (figure.color?.pivot ?? 0) : undefined;
  const domain = domainOf(figure.color?.domain, numbers, pivot);
  const reach = pivot === undefined ? 0 : Math.max(Math.abs(domain[0] - pivot), Math.abs(domain[1] - pivot));
  return {
    label: figure.color?.label ?? "",
    domain,
    missing: numbers.length < cells.length,
    paint(value) {
      if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
      if (pivot !== undefined) return divergingColor((value - pivot) / reach);
      return sequentialColor((value - domain[0]) / (domain[1] - domain[0]));
    },
  };
}

/** The domain given, else that of the data: about the pivot, if there is one, as far on either side. */
function domainOf(given: readonly Value[] | undefined, numbers: readonly number[], pivot?: number): [number, number] {
  const ends = extent((given ?? numbers).filter((value): value is number => typeof value === "number"));
  const [low, high] = ends ?? [0, 1];
  if (low === high) return [low - 0.5, high + 0.5];
  if (pivot === undefined || given) return [low, high];
  const reach = Math.max(Math.abs(low - pivot), Math.abs(high - pivot));
  return [pivot - reach, pivot + reach];
}
