import type { landscape as english } from "../en/landscape.js";

/** Strings of the page landscape, in Chinese. */
export const landscape: Record<keyof typeof english, string> = { "landscape.title": "能量景观" };
