import { InputError } from "../../numerics/errors.js";

/** A place in a table's file: the line (CSV) or row (Parquet), and the column, both counted from 1. */
export interface Place {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** `runs.csv:17:4: finding`: the form that editors and terminals turn into a link. */
export function badTable({ path, line, column }: Place, finding: string): InputError {
  const place = [path, line, column].filter((part) => part !== undefined).join(":");
  return new InputError(`${place}: ${finding}`);
}
