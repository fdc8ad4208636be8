import { language } from "./index.svelte.js";
import { placeInChinese } from "./translate-place.js";
import type { Texts } from "./translate-sentences.js";

let places = $state.raw<Texts>();
let asked = false;

/** A place in a source (`S2 §5.3, fig. 12`) in the language of the page: English until its Chinese is loaded. */
export function placeSaid(place: string): string {
  if (language() !== "zh") return place;
  if (!asked) {
    asked = true;
    void import("../../studies/places.zh.json").then((loaded) => {
      places = loaded.default;
    });
  }
  return places ? placeInChinese(place, places) : place;
}
