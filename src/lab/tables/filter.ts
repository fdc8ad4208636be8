import { knownColumn } from "../../laws/columns/index.js";
import { invalid } from "../../numerics/errors.js";
import type { RunColumn, RunTable } from "./run-columns.js";

/** Whether a row of a table is kept. */
export type RowFilter = (row: number) => boolean;

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

const example = "a filter such as 'kept == 1 and family != \"moe\"'";

/**
 * Reads a filter: comparisons `COLUMN OP VALUE` with == != < <= > >=, joined by `and` (`&&`) and, more weakly, `or`
 * (`||`). Names and values with blanks or signs stand in quotes. Numbers are compared as numbers, all else as text; a
 * field that is no number is neither below nor above any.
 *
 * @throws InputError with the place in the filter, for text that does not parse; for an unknown column.
 */
export function parseFilter(text: string, table: RunTable): RowFilter {
  const tokens = tokensOf(text);
  let at = 0;
  const next = (kind: Token["kind"], expected: string): Token => {
    const token = tokens[at]!;
    if (token.kind !== kind) throw invalidAt(token, expected);
    at++;
    return token;
  };

  const comparison = (): RowFilter => {
    const column = columnNamed(next("word", "a column"), table);
    const operator = next("operator", "one of == != < <= > >=");
    return compare(column, operator.text, next("word", "a value"));
  };

  const joined = (joint: string, part: () => RowFilter): RowFilter[] => {
    const parts = [part()];
    while (tokens[at]!.kind === "joint" && tokens[at]!.text === joint) {
      at++;
      parts.push(part());
    }
    return parts;
  };

  const any = joined("or", () => {
    const all = joined("and", comparison);
    return (row) => all.every((keeps) => keeps(row));
  });
  next("end", "`and`, `or` or the end");
  return (row) => any.some((keeps) => keeps(row));
}

function columnNamed({ text }: Token, { columns }: RunTable): RunColumn {
  const name = knownColumn(
    text,
    columns.map((column) => column.name),
  );
  return columns.find((column) => column.name === name)!;
}

function compare({ numbers, texts }: RunColumn, operator: string, value: Token): RowFilter {
  const number = value.quoted ? Number.NaN : Number(value.text);
  const holds = comparisons[operator]!;
  const isOrder = operator !== "==" && operator !== "!=";
  if (isOrder && Number.isNaN(number)) throw invalidAt(value, `a number after ${operator}`);
  const equal = operator === "==";
  return (row) => {
    const field = numbers[row]!;
    if (!Number.isNaN(field) && !Number.isNaN(number)) return holds(field, number);
    if (isOrder) return false;
    return (fieldText(field, texts?.[row]) === value.text) === equal;
  };
}

function fieldText(number: number, text: string | undefined): string {
  return text ?? String(number);
}

interface Token {
  readonly kind: "word" | "operator" | "joint" | "end";
  readonly text: string;
  readonly quoted?: boolean;
  /** From 1. */
  readonly place: number;
}

const pattern = /\s*(?:(==|!=|<=|>=|<|>)|(&&|\|\|)|"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'`=!<>&|]+))/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  let end = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, operator, sign, double, single, back, bare] = match;
    const place = end + whole.length - whole.trimStart().length + 1;
    end = pattern.lastIndex;
    const quoted = double ?? single ?? back;
    if (operator !== undefined) tokens.push({ kind: "operator", text: operator, place });
    else if (sign !== undefined) tokens.push({ kind: "joint", text: sign === "&&" ? "and" : "or", place });
    else if (quoted !== undefined) tokens.push({ kind: "word", text: quoted, quoted: true, place });
    else if (/^(and|or)$/i.test(bare!)) tokens.push({ kind: "joint", text: bare!.toLowerCase(), place });
    else tokens.push({ kind: "word", text: bare!, place });
  }
  const rest = text.slice(end).trim();
  if (rest === "") return [...tokens, { kind: "end", text: "the end", place: text.length + 1 }];
  throw invalidAt({ kind: "word", text: rest[0]!, place: text.indexOf(rest, end) + 1 }, example);
}

function invalidAt({ kind, text, place }: Token, expected: string) {
  const shown = kind === "end" ? text : JSON.stringify(text);
  return invalid("filter", `${shown} at character ${place}`, expected);
}
