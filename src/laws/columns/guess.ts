import { doubtsAbout } from "./doubts.js";
import { type Reading, readingsOf } from "./header.js";
import { numbered, perplexity, type Role, roles } from "./roles.js";
import type { Assumption, FromColumn } from "./source.js";
import { conversionOf } from "./units.js";

/** What the header tells, and what a person should check. */
export interface ColumnsGuess {
  /** The source of each variable that a column was found for. */
  readonly roles: Readonly<Record<string, FromColumn>>;
  /** For warnings of code `assumed-unit`: nothing was converted on these grounds. */
  readonly assumptions: readonly Assumption[];
}

/**
 * Guesses which columns hold the variables of the laws from their names, in English or Chinese, and converts units that
 * the names give: `Model Size (B)`, `tokens_billions`, `FLOPs (1E21)`, `loss_bits`, `参数量（亿）`. `values`, a column's
 * numbers by name, only raises doubts: nothing is converted because of them.
 */
export function guessColumns(
  names: readonly string[],
  values: (column: string) => Float64Array | undefined = () => undefined,
): ColumnsGuess {
  const found: Record<string, FromColumn> = {};
  const rivals: Assumption[] = [];
  const taken = new Set<string>();
  for (const role of roles) {
    const matches = names.filter((name) => !taken.has(name)).flatMap((name) => matchOf(name, role));
    const [best, ...others] = matches.sort((a, b) => a.rank - b.rank);
    if (best === undefined) continue;
    taken.add(best.column);
    found[role.name] = sourceOf(best, role);
    const equal = others.filter(({ rank }) => rank === best.rank).map(({ column }) => column);
    if (equal.length > 0) rivals.push(rivalry(role.name, best.column, equal));
  }
  for (const name of names) {
    const symbol = taken.has(name) ? undefined : numberedSymbol(name);
    if (symbol !== undefined) found[symbol] ??= plain(name);
  }
  return { roles: found, assumptions: [...rivals, ...doubtsAbout(found, values)] };
}

interface Match {
  readonly column: string;
  readonly reading: Reading;
  /** The lower, the surer. */
  readonly rank: number;
}

/** The best reading of a column as a role, if there is one. */
function matchOf(column: string, role: Role): Match[] {
  const matches = readingsOf(column).flatMap((reading) => {
    const rank = rankOf(reading, role);
    // A small letter stands for many things.
    return rank === undefined ? [] : [{ column, reading, rank: /^\p{Ll}$/u.test(column) ? rank + 1.5 : rank }];
  });
  return matches.sort((a, b) => a.rank - b.rank).slice(0, 1);
}

/** The place of the first pattern that a reading matches; a bracket that is no unit makes it less sure. */
function rankOf({ stem, unit, unitIn }: Reading, { patterns, dimension }: Role): number | undefined {
  const place = patterns.findIndex((pattern) => pattern.test(stem));
  if (place < 0) return undefined;
  if (unit === undefined || conversionOf(unit, dimension) !== undefined) return place;
  return unitIn === "brackets" ? place + 0.5 : undefined;
}

function sourceOf({ column, reading: { stem, unit } }: Match, { dimension, factor }: Role): FromColumn {
  if (factor?.when.test(stem)) return { ...plain(column), factor: factor.factor, because: factor.because };
  if (perplexity.test(stem)) return { ...plain(column), ln: true, because: "a loss is the logarithm of a perplexity" };
  // In `bpb` and `PF-days` the name is the unit.
  return { ...plain(column), ...conversionOf(unit ?? stem, dimension) };
}

function plain(column: string): FromColumn {
  return { kind: "column", column, factor: 1, ln: false, because: "by its name" };
}

/** `r3` of a column of the third domain's proportions. */
function numberedSymbol(column: string): string | undefined {
  for (const { stem } of readingsOf(column)) {
    for (const [pattern, symbol] of numbered) {
      const match = pattern.exec(stem);
      if (match !== null) return `${symbol}${Number(match[1])}`;
    }
  }
  return undefined;
}

function rivalry(name: string, chosen: string, others: readonly string[]): Assumption {
  const shown =
    others.length > 5 ? `${others.slice(0, 5).join(", ")} and ${others.length - 5} more` : others.join(", ");
  const text = `${name} is taken from ${chosen}, the first of several; the others are ${shown} (choose with --columns ${name}=…)`;
  return { symbols: [name], text };
}
