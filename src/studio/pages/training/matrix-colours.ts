import type { Theme } from "../../theme.svelte.js";

type Rgb = readonly [number, number, number];
/** Red, green, blue and opacity of a share: in [0, 1], or in [−1, 1] where signs have colours of their own. */
export type Colours = (share: number) => readonly [number, number, number, number];

const ground: Readonly<Record<Theme, Rgb>> = { light: [253, 252, 249], dark: [26, 30, 35] };
const above: Readonly<Record<Theme, Rgb>> = { light: [11, 93, 138], dark: [109, 182, 224] };
const below: Readonly<Record<Theme, Rgb>> = { light: [168, 66, 31], dark: [240, 138, 100] };

/** From the page's own ground to its accent. */
export function sequential(theme: Theme): Colours {
  return (share) => mixed(ground[theme], above[theme], share);
}

/** The same, and to a red for negative numbers. */
export function diverging(theme: Theme): Colours {
  return (share) => mixed(ground[theme], share < 0 ? below[theme] : above[theme], Math.abs(share));
}

/** The largest absolute value. */
export function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function mixed(from: Rgb, to: Rgb, share: number): [number, number, number, number] {
  const part = Math.min(1, Math.max(0, share));
  const channel = (i: 0 | 1 | 2) => Math.round(from[i] + part * (to[i] - from[i]));
  return [channel(0), channel(1), channel(2), 255];
}
