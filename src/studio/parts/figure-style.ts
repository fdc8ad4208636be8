import { DARK_SERIES, LIGHT_SERIES } from "../../study/drawing/palette.js";

/** The colours of figures by theme; on paper they are the light ones. A sheet made by script needs no leave of the CSP. */
const style = `
.drawing { --figure-paper: var(--paper); ${variables(LIGHT_SERIES)} }
@media screen { :root[data-theme="dark"] .drawing { ${variables(DARK_SERIES)} } }
.drawing > svg { display: block; max-width: 100%; height: auto; overflow: visible; }
.drawing text { white-space: pre; }
.drawing tspan[font-size] { font-size: 11px; }
`;
let adopted = false;

/** Gives the page the style that drawings need, once. */
export function adoptFigureStyle(): void {
  if (adopted) return;
  adopted = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}

function variables(series: readonly string[]): string {
  return series.map((color, i) => `--series-${i + 1}: ${color};`).join(" ");
}
