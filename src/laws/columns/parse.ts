import { invalid, unknown } from "../../numerics/errors.js";
import type { FromColumn } from "./source.js";

const expected = "NAME=COLUMN for each variable, with commas between, as in N=params,D=tokens*1e9,L=loss";

/**
 * Reads an explicit choice of columns: `N=params,D=tokens*1e9,L=loss`. A column may be multiplied or divided by a
 * number, or be a logarithm's argument (`L=ln(ppl)`); a name with commas, signs or brackets stands in quotes unless it
 * is a column's whole name.
 *
 * @throws InputError for text that does not parse, a name given twice, and an unknown column.
 */
export function parseColumns(text: string, names: readonly string[]): Record<string, FromColumn> {
  const sources: Record<string, FromColumn> = {};
  for (const part of splitOutsideQuotes(text)) {
    const [, name, right] = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=\s*(.+?)\s*$/u.exec(part) ?? [];
    if (name === undefined || right === undefined) throw invalid("columns", part.trim() || text, expected);
    if (Object.hasOwn(sources, name)) throw invalid("columns", text, `one column for ${name}`);
    sources[name] = parseSource(right, names);
  }
  return sources;
}

/** The name of a column that the table must have. @throws InputError with the nearest name. */
export function knownColumn(column: string, names: readonly string[]): string {
  if (names.includes(column)) return column;
  const error = unknown("column", column, names);
  const long = names.length > 30 && !error.message.includes("did you mean");
  throw long ? unknown("column", column, [...names.slice(0, 12), `… (${names.length} columns)`]) : error;
}

function parseSource(text: string, names: readonly string[]): FromColumn {
  if (names.includes(text)) return chosen(text, 1, false);
  const [, argument] = /^(?:ln|log)\s*\(\s*(.+?)\s*\)$/.exec(text) ?? [];
  if (argument !== undefined) return { ...parseSource(argument, names), ln: true };
  const [, quote, quoted, bare = "", operator, number] =
    /^(?:(["'`])(.*?)\1|(.*?))\s*(?:([*/])\s*([\d.]+(?:[eE][+-]?\d+)?))?$/.exec(text) ?? [];
  const value = number === undefined ? 1 : Number(number);
  if (!Number.isFinite(value) || value <= 0) throw invalid("factor of a column", number, "a positive number");
  return chosen(knownColumn(quote ? (quoted ?? "") : bare, names), operator === "/" ? 1 / value : value, false);
}

function chosen(column: string, factor: number, ln: boolean): FromColumn {
  return { kind: "column", column, factor, ln, because: "as given" };
}

function splitOutsideQuotes(text: string): string[] {
  return text.match(/(?:"[^"]*"|'[^']*'|`[^`]*`|[^,"'`]|["'`])+/g) ?? [""];
}
