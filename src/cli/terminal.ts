import { createColors } from "picocolors";

/** Colours for one stream: on a terminal, unless NO_COLOR is set; anywhere with FORCE_COLOR. */
export function colorsFor(stream: NodeJS.WriteStream): ReturnType<typeof createColors> {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  return createColors(!NO_COLOR && (Boolean(FORCE_COLOR) || (stream.isTTY === true && TERM !== "dumb")));
}

/** Columns of the terminal that text is wrapped to: at most 100, and 100 where there is none. */
export function textWidth(stream: NodeJS.WriteStream): number {
  return Math.min(stream.columns ?? 100, 100);
}

/** Data, for the next program or the reader. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One JSON document. */
export function printJson(document: unknown): void {
  print(JSON.stringify(document, null, 2));
}

/** Talk, for the person. */
export function talk(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Text broken at spaces into lines of at most `width`, each indented. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines.map((content) => indent + content).join("\n");
}

/** Rows of cells as aligned columns, two spaces apart; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[], indent = ""): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => indent + row.map((cell, j) => (j === row.length - 1 ? cell : cell.padEnd(widths[j]!))).join("  "))
    .join("\n");
}
