import type { Row } from "../../study/index.js";
import { LabError } from "../errors.js";

/**
 * A study's rows as they will read back from disk. −0 becomes 0, as JSON has it, so that a resumed run equals an
 * uninterrupted one to the bit.
 *
 * @throws LabError naming study, cell and column where a row is not flat or a number not finite: a bug of the study
 */
export function checkRows(study: string, cell: string, rows: unknown): Row[] {
  const bug = (what: string) =>
    new LabError(
      `${study}, cell ${cell}: ${what}; a row holds finite numbers, text, booleans or null (a bug of the study)`,
    );
  if (!Array.isArray(rows)) throw bug("run did not return a list of rows");
  return rows.map((row: unknown) => {
    if (row === null || typeof row !== "object" || Array.isArray(row)) throw bug("a row is not an object");
    const entries = Object.entries(row).map(([column, value]: [string, unknown]) => {
      if (column === "cell") throw bug("column cell is the lab's own name for the cell's id");
      if (typeof value === "number" && Number.isFinite(value)) return [column, value + 0] as const;
      if (value === null || typeof value === "string" || typeof value === "boolean") return [column, value] as const;
      throw bug(`column ${column} is ${typeof value === "number" ? value : kindOf(value)}`);
    });
    return Object.fromEntries(entries);
  });
}

function kindOf(value: unknown): string {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return "a list";
  return value === undefined ? "undefined" : `of type ${typeof value}`;
}
