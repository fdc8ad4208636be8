/** Strings of the page laws. */
export const laws = { "laws.title": "Laws" };
