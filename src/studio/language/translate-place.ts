import { type Texts, translated } from "./translate-sentences.js";

/** Where a list of places parts: at commas and semicolons, but for those in brackets and between numbers. */
const PARTS = /([,;]) (?!\d|[^(]*\))/;

/** The places that a text names one after the other: `§1.3` and `item 2` of `§1.3, item 2`. */
export function placesOf(text: string): string[] {
  return text.split(PARTS).filter((_, i) => i % 2 === 0);
}

/**
 * A place in a source (`§5.1, fig. 9a–c; conclusion 2`) in Chinese, each part by its template; parts without words stay.
 * `texts`: src/studies/places.zh.json.
 */
export function placeInChinese(place: string, texts: Texts): string {
  return place
    .split(PARTS)
    .map((part, i) => (i % 2 === 0 ? translated(part, texts) : part === "," ? "，" : "；"))
    .join("");
}
