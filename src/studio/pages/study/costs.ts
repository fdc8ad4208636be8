import { presetNames, presetOf } from "../../../lab/parameters/resolve.js";
import type { AnyStudy, Params } from "../../../study/index.js";

/** Presets below this many seconds on two cores answer to the hand; others wait for a button. */
const LIVE_SECONDS = 10;

/** A run of more cells waits for a button, whatever the preset. */
export const MOST_LIVE_CELLS = 2000;
/** A run of more cells is for the command line: here the page's own thread passes all cells and rows on in one piece. */
export const MOST_CELLS = 20_000;

/** Seconds that a run takes on two cores where it is a preset as last measured; undefined for parameters of one's own. */
export function secondsOf(study: AnyStudy, params: Params): number | undefined {
  const preset = presetOf(study, params);
  return preset ? study.presets[preset].seconds : undefined;
}

/** Whether a study starts by itself on a preset, and follows its controls from there; on no preset it does not. */
export function isLive(study: AnyStudy, preset: string): boolean {
  const known = presetNames.find((name) => name === preset);
  return known !== undefined && study.presets[known].seconds < LIVE_SECONDS;
}
