import type { study as english } from "../en/study.js";

/** Strings of the page study, in Chinese. */
export const study: Record<keyof typeof english, string> = { "study.title": "研究" };
