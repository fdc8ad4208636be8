/** Widths in units of the font's size, on the generous side: a headless document cannot measure text. */
const NARROW = /[\s.,:;'’|!()[\]ijlIftr·]/;
const WIDE = /[mwMW@%—…]/;
/** Characters of a full em: Chinese, Japanese and Korean, with their punctuation. */
const FULL =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
/** Where a line may end: after a space; beside a character of a full em, but not before what closes or after what opens. */
const BREAK = new RegExp(
  `(?<=\\s)|(?<![（【《「『“‘\\s])(?:(?<=${FULL.source})|(?=${FULL.source}))(?![，。、；：！？）】》」』”’…\\s]|$)`,
  "u",
);
const CAPITAL_OR_DIGIT = /[A-Z0-9ΑΓΔΘΛΞΠΣΦΨΩ+=−±×<>]/;

/** An estimate, on the generous side, of the width of a line of text in pixels. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) {
    if (FULL.test(character)) ems += 1;
    else if (NARROW.test(character)) ems += 0.36;
    else if (WIDE.test(character)) ems += 0.95;
    else if (CAPITAL_OR_DIGIT.test(character)) ems += 0.67;
    else ems += 0.59;
  }
  return ems * fontSize;
}

/** Breaks text at spaces, beside Chinese characters, and long words after hyphens, into lines of at most `width` pixels; a longer word stands alone. */
export function wrapText(text: string, width: number, fontSize: number): string[] {
  const words = text.split(BREAK).flatMap((word) => (textWidth(word, fontSize) > width ? word.split(/(?<=-)/) : word));
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1) ?? ""}${word}`;
    if (lines.length === 0 || textWidth(longer.trimEnd(), fontSize) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trimEnd());
}

/** Cuts text to `width` pixels, with an ellipsis for what is cut. */
export function cutText(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, fontSize) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
