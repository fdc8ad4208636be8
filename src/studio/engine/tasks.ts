import { resolveParameters } from "../../lab/parameters/resolve.js";
import { checkCells } from "../../lab/runner/check-cells.js";
import { checkRows } from "../../lab/store/rows.js";
import { embeddedProvider } from "../../numerics/linear-algebra/embedded.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import { rootStream } from "../../numerics/random/index.js";
import type { AnyStudy, Cell } from "../../study/index.js";
import { perform } from "./calls.js";
import { defaultTable } from "./default-table.js";
import { findingsOf, studyOf } from "./findings.js";
import type { Kind, Progress, Result, Task } from "./protocol.js";
import { TooManyCells } from "./too-many-cells.js";

const LONGEST_KEY = 2000;

let algebra: LinearAlgebra | undefined;

/** Does a task. */
export function doTask(task: Task, tell: (progress: Progress) => void): Promise<Result<Kind>> {
  switch (task.kind) {
    case "cells":
      return cellsOf(task);
    case "cell":
      return rowsOf(task, tell);
    case "judge":
      return findingsOf(task);
    case "call":
      return perform(task.name, task.argument, (part, done, of) => tell({ part, done, of }));
  }
}

async function cellsOf({ study: id, params: given, table: own, most }: Task<"cells">): Promise<Result<"cells">> {
  const study = await studyOf(id);
  const table = own ?? (await defaultTable(study.data));
  const params = resolveParameters(study, "quick", Object.entries(given));
  const cells = checkCells(study, study.cells(params, table));
  if (most !== undefined && cells.length > most) throw new TooManyCells(cells.length, most);
  return { params, cells: cells.map((cell) => ({ cell, key: own ? null : keyOf(study, cell) })) };
}

/** The content of a cell, unless it is long. */
function keyOf({ id, version }: AnyStudy, cell: Cell): string | null {
  const key = JSON.stringify([id, version, cell]);
  return key.length <= LONGEST_KEY ? key : null;
}

/** The rows of a cell on its own stream, as the lab's workers compute them. */
async function rowsOf(task: Task<"cell">, progress: (state: Progress) => void): Promise<Result<"cell">> {
  const { study: id, seed, cell } = task;
  const study = await studyOf(id);
  const table = task.table ?? (await defaultTable(study.data));
  algebra ??= embeddedProvider();
  const stream = rootStream(seed).child(study.id, cell.id);
  const { signal } = new AbortController();
  const computed = await study.run(cell, { stream, algebra, signal, progress, ...(table && { table }) });
  return checkRows(study.id, cell.id, computed);
}
