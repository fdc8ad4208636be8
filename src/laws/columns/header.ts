/** One way to read a column's name: what it measures, and in which unit. */
export interface Reading {
  /** Lower-case words without the unit, joined by single spaces: `val loss`. Chinese is kept as it is. */
  readonly stem: string;
  /** The unit as written, in lower case: `b`, `1e21`, `bits`, `%`. */
  readonly unit?: string;
  /** Whether the unit stands in brackets, where anything may stand, or is a word that is known to be one. */
  readonly unitIn?: "brackets" | "words";
}

/** Brackets of any kind at the end: `Model Size (B)`, `D [T]`, `参数量（亿）`. */
const inBrackets = /^(.*?)\s*[([（【{]\s*([^()[\]（）【】{}]+?)\s*[)\]）】}]\s*$/u;

/** A unit as the last words: `tokens_billions`, `loss_bits`, `N_B`, `tokens in B`. */
const lastWords =
  /^(.+?)[\s_.-]+(?:in[\s_]+)?(thousands?|millions?|billions?|trillions?|bn|[kmbt]|bits?|nats?|pct|percent|%|[gtpezy]flops?)$/iu;

/** The ways to read a name, the most detailed first. */
export function readingsOf(column: string): Reading[] {
  const name = column.trim();
  const withoutPath = name.replace(/^.*[/]/u, "");
  const readings = [...unitReadings(name), { stem: wordsOf(name) }];
  if (withoutPath === name || withoutPath === "") return readings;
  return [...readings, ...unitReadings(withoutPath), { stem: wordsOf(withoutPath) }];
}

function unitReadings(name: string): Reading[] {
  const patterns = [[inBrackets, "brackets"] as const, [lastWords, "words"] as const];
  return patterns.flatMap(([pattern, unitIn]) => {
    const [, stem = "", unit = ""] = pattern.exec(name) ?? [];
    return stem === "" ? [] : [{ stem: wordsOf(stem), unit: unit.toLowerCase(), unitIn }];
  });
}

/** `valLoss`, `val_loss` and `Val-Loss`: `val loss`. */
function wordsOf(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, " ")
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "")
    .trim();
}
