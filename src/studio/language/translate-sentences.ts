/** Translations by the template of the English: a sentence or a label in which {1}, {2}, … stand for its numbers. */
export type Texts = Readonly<Record<string, string>>;

/** A part of a text that is in the language asked for, or that stayed English. */
export interface Part {
  readonly text: string;
  readonly english: boolean;
}

/** A sentence without its numbers, and these as printed. */
export interface Template {
  readonly template: string;
  readonly numbers: readonly string[];
}

/** A number as studies print it: `0.51`, `−0.2`, `1,000`, `1e-3`, `7.2e+10`, `10²³`, `5.76·10²³`. */
const NUMBER =
  /(?:(?<![\p{L}\p{N})\]}*])[−-])?\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:e[+−-]?\d+)?[⁰¹²³⁴-⁹⁻⁺]*(?:\s?[·×]\s?10[⁰¹²³⁴-⁹⁻⁺]+)?/u
    .source;
/** Numbers in a row are one: how many there are is up to the parameters of a run. */
const NUMBERS = new RegExp(`${NUMBER}(?:, ${NUMBER}(?![\\p{L}\\p{N}]))*`, "gu");
/** Where sentences part: after a full stop that ends no abbreviation. */
const BOUNDARY = /(?<=[.?!][)”"]?)(?<!\b(?:al|eq|eqs|fig|figs|cf|vs|ref|refs|e\.g|i\.e)\.)\s+/iu;

/** Splits a text at the ends of its sentences; white space between them is left out. */
export function sentencesOf(text: string): string[] {
  return text.split(BOUNDARY).filter((sentence) => sentence !== "");
}

/** A sentence's template and its numbers. */
export function templateOf(sentence: string): Template {
  const numbers: string[] = [];
  const template = sentence.replace(NUMBERS, (number) => `{${numbers.push(number)}}`);
  return { template, numbers };
}

/** Whether a template has English words: not symbols, numbers, code and formulas alone. */
export function hasWords(template: string): boolean {
  return /\p{Script=Latin}{3,}/u.test(template.replace(/`[^`]*`|\$[^$]*\$/g, ""));
}

/** The templates of a text's sentences that have words. */
export function templatesOf(text: string): string[] {
  return sentencesOf(text)
    .map((sentence) => templateOf(sentence).template)
    .filter(hasWords);
}

/**
 * A text in the other language, sentence by sentence: what has no entry stays English. An entry may have `{name}` for
 * words that vary, themselves translated, and `{NAME}` for what stays as it is: a symbol, a column's name, what somebody
 * typed. Such entries are tried, in their order, on what no other entry has, and match as many sentences as they have.
 */
export function translate(text: string, texts: Texts): Part[] {
  const whole = found(text, texts);
  if (whole !== undefined) return [{ text: whole, english: false }];
  const parts: Part[] = [];
  for (const sentence of sentencesOf(text)) {
    const chinese = found(sentence, texts);
    const part = { text: chinese ?? sentence, english: chinese === undefined && hasWords(sentence) };
    const last = parts.pop();
    if (!last) parts.push(part);
    else if (last.english === part.english) parts.push({ ...part, text: last.text + gap(last, part) + part.text });
    else parts.push({ ...last, text: last.text + gap(last, part) }, part);
  }
  return parts;
}

/** {@link translate} as plain text. */
export function translated(text: string, texts: Texts): string {
  return translate(text, texts)
    .map((part) => part.text)
    .join("");
}

/** Between Chinese sentences stands no space. */
function gap(before: Part, after: Part): string {
  return /[。！？；：]$/.test(before.text) && !after.english ? "" : " ";
}

function found(sentence: string, texts: Texts): string | undefined {
  const { template, numbers } = templateOf(sentence);
  const entry = own(texts, template);
  if (entry !== undefined)
    return entry.replace(/\{(\d+)\}/g, (_, index: string) => inChinese(numbers[Number(index) - 1]!));
  const length = sentencesOf(sentence).length;
  for (const { pattern, names, chinese } of patternsOf(texts).filter((entry) => entry.sentences === length)) {
    const values = pattern.exec(sentence)?.slice(1);
    if (values) return fill(chinese, names, values, texts);
  }
  return undefined;
}

function own(texts: Texts, template: string): string | undefined {
  return Object.hasOwn(texts, template) ? texts[template] : undefined;
}

function fill(chinese: string, names: readonly string[], values: readonly string[], texts: Texts): string {
  return chinese.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[names.indexOf(name)];
    if (value === undefined) return whole;
    if (/^\d/.test(name)) return inChinese(value);
    return /^[A-Z]/.test(name) ? value : translated(value, texts);
  });
}

/** Numbers in a row are parted by the comma of lists. */
function inChinese(numbers: string): string {
  return numbers.replaceAll(", ", "、");
}

/** An entry with words that vary, as what it matches. */
interface Pattern {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly chinese: string;
  /** How many it has: words that vary are within a sentence, and do not swallow the ones after it. */
  readonly sentences: number;
}

const patterns = new WeakMap<Texts, readonly Pattern[]>();

function patternsOf(texts: Texts): readonly Pattern[] {
  let list = patterns.get(texts);
  if (!list) {
    list = Object.entries(texts)
      .filter(([english]) => /\{[a-z]\w*\}/i.test(english))
      .map(patternOf);
    patterns.set(texts, list);
  }
  return list;
}

function patternOf([english, chinese]: [string, string]): Pattern {
  const names: string[] = [];
  const source = english
    .split(/\{(\w+)\}/)
    .map((piece, i) => {
      if (i % 2 === 0) return piece.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
      names.push(piece);
      return /^\d/.test(piece) ? `(${NUMBERS.source})` : "(.+?)";
    })
    .join("");
  return { pattern: new RegExp(`^${source}$`, "u"), names, chinese, sentences: sentencesOf(english).length };
}
