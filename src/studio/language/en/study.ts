/** Strings of the page study. */
export const study = { "study.title": "Study" };
