import { DARK_SERIES, LIGHT_SERIES, PAPER } from "./palette.js";

/** CSS that a page with drawn figures needs once: the series' colours, light and dark, and which drawing shows where. */
export const figureStyle = `
.drawing { ${variables(LIGHT_SERIES, PAPER.light)} container-type: inline-size; }
@media screen and (prefers-color-scheme: dark) {
  .drawing { ${variables(DARK_SERIES, PAPER.dark)} }
}
.drawing > svg { display: block; max-width: 100%; height: auto; }
.drawing text { white-space: pre; }
.drawing > .narrow { display: none; }
@container (max-width: 580px) {
  .drawing > .wide { display: none; }
  .drawing > .narrow { display: block; }
}
`;

function variables(series: readonly string[], paper: string): string {
  return [`--figure-paper: ${paper};`, ...series.map((color, i) => `--series-${i + 1}: ${color};`)].join(" ");
}
