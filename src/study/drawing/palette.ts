/**
 * Colours of series on light and on dark paper. Chosen by search for the largest least distance (in OKLab) between any
 * two of them, to the normal eye and to the three kinds of colour-blind ones (Machado, Oliveira and Fernandes 2009),
 * with a contrast to the paper of 3 or more; `palette.test.ts` checks it.
 */
export const LIGHT_SERIES = [
  "#1b4b9b",
  "#aa5b0c",
  "#088d7a",
  "#7d0459",
  "#719e02",
  "#1b9ad0",
  "#294818",
  "#f32e88",
] as const;

/** See {@link LIGHT_SERIES}. */
export const DARK_SERIES = [
  "#7b86cf",
  "#fa8519",
  "#6cd6ad",
  "#d4a4ff",
  "#f5e15d",
  "#b8f0cc",
  "#73b5b7",
  "#fe2f46",
] as const;

/** The paper that figures are drawn on, light and dark. */
export const PAPER = { light: "#ffffff", dark: "#15181d" } as const;

/** The colour behind a figure, as a CSS variable. */
export const paperColor = `var(--figure-paper, ${PAPER.light})`;

/** The colour of series `index`: a CSS variable, so that the page's theme decides; colours repeat after eight. */
export function seriesColor(index: number): string {
  const place = index % LIGHT_SERIES.length;
  return `var(--series-${place + 1}, ${LIGHT_SERIES[place]})`;
}

/** The colour at `t` in 0 … 1 between the first two series' colours: for series that are an ordered quantity. */
export function rampColor(t: number): string {
  return `color-mix(in oklab, ${seriesColor(1)} ${Math.round(100 * t)}%, ${seriesColor(0)})`;
}

/** The colour of a diverging scale at `t` in −1 … 1, in steps of a hundredth: at 0 it is the paper's, whichever that is. */
export function divergingColor(t: number): string {
  const percent = Math.min(100, Math.round(100 * Math.abs(t)));
  return `color-mix(in srgb, ${seriesColor(t < 0 ? 0 : 1)} ${percent}%, ${paperColor})`;
}
