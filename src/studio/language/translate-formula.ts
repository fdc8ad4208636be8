import { type Texts, translated } from "./translate-sentences.js";

/** The words in a formula: `\text{…}` with a space in it; a single word there is a symbol's name. */
const WORDS = /\\text\{([^{}]* [^{}]*)\}/g;

/** The words in a formula in TeX. */
export function wordsIn(tex: string): string[] {
  return [...tex.matchAll(WORDS)].map(([, words]) => words!);
}

/** A formula in TeX with its words in Chinese, those that have it. */
export function formulaInChinese(tex: string, texts: Texts): string {
  return tex.replace(WORDS, (_, words: string) => `\\text{${translated(words, texts)}}`);
}
