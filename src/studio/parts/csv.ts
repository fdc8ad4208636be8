import type { Row } from "../../study/index.js";

/** Rows as CSV (RFC 4180): every column that any row has, numbers to the last bit, nothing for null. */
export function rowsAsCsv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
  return lines.map((line) => `${line.map(field).join(",")}\r\n`).join("");
}

function field(value: Row[string]): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
