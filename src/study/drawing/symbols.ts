import { paperColor } from "./palette.js";

/** The symbols of dots, in the order in which series take them. */
export const SYMBOLS = ["circle", "square", "triangle", "times", "diamond", "star"] as const;
/** One of {@link SYMBOLS}. */
export type DotSymbol = (typeof SYMBOLS)[number];

/** What a symbol is traced onto: d3's path, for one. */
export interface SymbolPath {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  closePath(): void;
}

/** Corners of symbols that look as large as a circle of radius 1. */
const CORNERS: Readonly<Record<Exclude<DotSymbol, "circle" | "times">, readonly (readonly [number, number])[]>> = {
  square: [45, 135, 225, 315].map((degrees) => polar(degrees, 1.25)),
  triangle: [90, 210, 330].map((degrees) => polar(degrees, 1.5)),
  diamond: [0, 90, 180, 270].map((degrees) => polar(degrees, 1.35)),
  star: Array.from({ length: 10 }, (_, i) => polar(90 + 36 * i, i % 2 === 0 ? 1.7 : 0.7)),
};

/** Traces a symbol of the size of a circle of radius `r` about the origin. */
export function traceSymbol(path: SymbolPath, symbol: DotSymbol, r: number): void {
  if (symbol === "circle") {
    path.moveTo(r, 0);
    path.arc(0, 0, r, 0, 2 * Math.PI);
  } else if (symbol === "times") {
    path.moveTo(-r, -r);
    path.lineTo(r, r);
    path.moveTo(-r, r);
    path.lineTo(r, -r);
  } else {
    for (const [i, [x, y]] of CORNERS[symbol].entries())
      i === 0 ? path.moveTo(r * x, r * y) : path.lineTo(r * x, r * y);
    path.closePath();
  }
}

/** The outline of {@link traceSymbol} as the `d` of an SVG path. */
export function symbolPath(symbol: DotSymbol, r: number): string {
  const number = (value: number) => String(Math.round(value * 100) / 100);
  let d = "";
  traceSymbol(
    {
      moveTo: (x, y) => (d += `M${number(x)},${number(y)}`),
      lineTo: (x, y) => (d += `L${number(x)},${number(y)}`),
      arc: (_x, _y, radius) =>
        (d += `a${radius},${radius} 0 1 1 ${-2 * radius},0a${radius},${radius} 0 1 1 ${2 * radius},0`),
      closePath: () => (d += "Z"),
    },
    symbol,
    r,
  );
  return d;
}

/** The style of a symbol: filled with a rim of paper, so that symbols stay apart where they overlap; × is a stroke. */
export function symbolStyle(symbol: DotSymbol, color: string) {
  return symbol === "times"
    ? ({ stroke: color, strokeWidth: 1.75, fill: "none" } as const)
    : ({ fill: color, stroke: paperColor, strokeWidth: 0.75 } as const);
}

function polar(degrees: number, radius: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), -radius * Math.sin(angle)];
}
