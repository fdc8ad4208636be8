/** Strings of the page landscape. */
export const landscape = { "landscape.title": "Landscape" };
