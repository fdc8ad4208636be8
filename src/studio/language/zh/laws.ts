import type { laws as english } from "../en/laws.js";

/** Strings of the page laws, in Chinese. */
export const laws: Record<keyof typeof english, string> = { "laws.title": "扩展律" };
