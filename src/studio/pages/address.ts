import { language } from "../language/index.svelte.js";
import { hashOf, type Route, showInAddress } from "../route.js";

/** Milliseconds from a change to the address: browsers allow some twenty changes a second. */
export const ADDRESS_PAUSE = 200;

/** Makes the address say an experiment and nothing of the one before; it goes on to say the language if it did. */
export function replaceInAddress(route: Route, query: Readonly<Record<string, string | undefined>>): void {
  const gone = Object.fromEntries(Object.keys(route.query).map((name) => [name, undefined]));
  showInAddress(route, { ...gone, ...query, lang: route.query.lang });
}

/** The whole address of an experiment, to be given to others: in the language of the page. */
export function linkTo(route: Route, query: Readonly<Record<string, string>>): string {
  return new URL(hashOf({ ...route, query: { ...query, lang: language() } }), location.href).href;
}
