import type { training as english } from "../en/training.js";

/** Strings of the page training, in Chinese. */
export const training: Record<keyof typeof english, string> = { "training.title": "训练" };
