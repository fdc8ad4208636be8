import { invalid } from "../../numerics/errors.js";

/** A word of a formula. `column` counts from 1. */
export interface Token {
  readonly kind: "number" | "name" | "symbol" | "end";
  readonly text: string;
  readonly column: number;
}

const patterns: readonly (readonly [Token["kind"], RegExp])[] = [
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["name", /[\p{L}_][\p{L}\p{M}\p{Nd}_]*/uy],
  ["symbol", /\*\*|[-+*/^(),;=]/y],
];

/** The words of a formula, with an `end` after the last. @throws InputError at a character that begins no word. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const space = /\s*/y;
  for (let at = 0; ; ) {
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
    if (at === text.length) return [...tokens, { kind: "end", text: "end", column: at + 1 }];
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { kind, text: match[0], column: at + 1 };
  }
  const character = String.fromCodePoint(text.codePointAt(at)!);
  throw invalidAt(
    { kind: "symbol", text: character, column: at + 1 },
    "a number, a name or one of + - * / ^ ( ) , ; =",
  );
}

/** The error that a word is not what the grammar expects there. */
export function invalidAt({ kind, text, column }: Token, expected: string): Error {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return invalid("expression", `column ${column}: ${kind === "end" ? "end" : `"${shown}"`}`, expected);
}
