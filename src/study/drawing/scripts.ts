/** A part of a line of text: on the line, below it or above it. */
export interface Piece {
  readonly text: string;
  readonly level: "line" | "sub" | "super";
}

/** A symbol of one letter, or a number, with subscripts or superscripts. Words with underscores stay words. */
const SYMBOL =
  /(?<![^\P{L}ΣΠ]|[\p{Nd}_])(\p{L}|\d+)((?:[_^](?:\{[^}]*\}|\p{L}{1,3}|[-−]?\d+(?:\.\d+)?))+)(?![\p{L}\p{Nd}_])/gu;
const SCRIPT = /([_^])(\{[^}]*\}|\p{L}{1,3}|[-−]?\d+(?:\.\d+)?)/gu;

/** Splits plain text at its subscripts and superscripts, as in `ε_g`, `W_{11}`, `s_i^μ`, `10^-3` and `C^0.73`. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(SYMBOL)) {
    const [whole, symbol, scripts] = match as unknown as [string, string, string];
    pieces.push({ text: text.slice(end, match.index) + symbol, level: "line" });
    for (const [, kind, script] of scripts.matchAll(SCRIPT)) {
      const level = kind === "_" ? "sub" : "super";
      pieces.push({ text: script!.replace(/[{}]/g, "").replace("-", "−"), level });
    }
    end = match.index + whole.length;
  }
  pieces.push({ text: text.slice(end), level: "line" });
  return pieces.filter((piece) => piece.text !== "");
}
