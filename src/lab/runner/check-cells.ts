import { InputError } from "../../numerics/errors.js";
import type { AnyStudy, Cell } from "../../study/index.js";

/** Passes a study's cells on. @throws InputError where two have one id: they would draw the same numbers */
export function checkCells(study: AnyStudy, cells: Cell[]): Cell[] {
  const seen = new Set<string>();
  for (const { id } of cells) {
    if (seen.has(id)) {
      throw new InputError(`invalid parameters: ${study.id} would compute cell ${id} twice; expected distinct values`);
    }
    seen.add(id);
  }
  return cells;
}
