import { hasWords } from "../src/studio/language/translate-sentences.js";

/*
 * What a note and its translation have in common whatever the language, read from the Markdown.
 */

/** What must be the same in both: lists in the order of the text, except where a sentence's order may change. */
export interface Skeleton {
  /** Depths of the headings. */
  readonly headings: readonly number[];
  /** TeX without its white space, and without the words in \text{…}. */
  readonly formulas: readonly string[];
  /** Targets of links, bare addresses and arXiv and doi identifiers, sorted. */
  readonly links: readonly string[];
  /** Code between backticks, sorted. */
  readonly code: readonly string[];
}

const FENCE = /^```[\s\S]*?^```$/gm;
const CODE = /`[^`\n]+`/g;
const FORMULA = /\$\$[\s\S]+?\$\$|\$(?![\s$])(?:\\[\s\S]|[^\\$])+?(?<!\s)\$/g;
const LINK = /(?<=\]\()[^)\s]+|https?:\/\/[\w\-./?=&#%~:+]+|\b\d{4}\.\d{4,5}\b|\bdoi:[\w./()-]+\w/g;

/** The skeleton of a note in Markdown. */
export function skeletonOf(note: string): Skeleton {
  const outsideFences = note.replace(FENCE, "");
  const prose = outsideFences.replace(CODE, "");
  return {
    headings: [...outsideFences.matchAll(/^(#+) /gm)].map(([, hashes]) => hashes!.length),
    formulas: (prose.match(FORMULA) ?? []).map(withoutWords),
    links: (prose.replace(FORMULA, "").match(LINK) ?? []).sort(),
    code: [...(note.match(FENCE) ?? []), ...(outsideFences.match(CODE) ?? [])].sort(),
  };
}

function withoutWords(formula: string): string {
  return formula.replace(/\\(text\w*)\{[^{}]*\}/g, "\\$1{}").replace(/\s+/g, "");
}

/** Where a translation departs from its original, in words; empty if nowhere. */
export function departures(original: string, translation: string): string[] {
  const [wanted, found] = [skeletonOf(original), skeletonOf(translation)];
  const parts = Object.keys(wanted) as (keyof Skeleton)[];
  return parts.flatMap((part) => {
    const [a, b] = [wanted[part], found[part]];
    const place = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find((i) => a[i] !== b[i]);
    if (place === undefined) return [];
    return [`${part} ${place + 1}: ${b[place] ?? "none"}; expected ${a[place] ?? "no more"}`];
  });
}

/** Whether a text has a Chinese character. */
export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/**
 * What is wrong with translations by template (`translate-sentences.ts`): Chinese whose placeholders are not the
 * original's, or that has words of another language only. A name may be the same in both.
 */
export function faultsOf(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).flatMap(([english, chinese]) => {
    if (placeholders(chinese) !== placeholders(english)) return [`${english}: expected its placeholders in ${chinese}`];
    const isFine = chinese === english || isChinese(chinese) || (chinese !== "" && !hasWords(chinese));
    return isFine ? [] : [`${english}: expected Chinese, or the same`];
  });
}

/** Placeholders of a template, sorted. */
function placeholders(template: string): string {
  return (template.match(/\{\w+\}/g) ?? []).sort().join();
}
