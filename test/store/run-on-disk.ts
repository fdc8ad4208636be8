import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { CellRecord } from "../../src/lab/store/cell-record.js";

/** The only run folder below a folder of runs. */
export function onlyRun(out: string): string {
  const names = readdirSync(out);
  if (names.length !== 1) throw new Error(`expected one run in ${out}, found ${names.join(", ") || "none"}`);
  return join(out, names[0]!);
}

/** All names in a folder of a run, temporary files included, in order. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}

/** Name → which file it is and when it was written: the same after a resume unless it was recorded again. */
export function recordedCells(run: string): Map<string, string> {
  const cells = join(run, "cells");
  const names = existsSync(cells) ? namesIn(cells).filter((name) => name.endsWith(".json")) : [];
  return new Map(
    names.map((name) => {
      const { ino, mtimeNs } = statSync(join(cells, name), { bigint: true });
      return [name, `${ino}@${mtimeNs}`];
    }),
  );
}

/** All that a finished run says, but for how long it took. */
export function numbersOf(run: string): { cells: unknown[]; rows: string; result: unknown } {
  const cells = namesIn(join(run, "cells")).map((name) => {
    const { record } = JSON.parse(readFileSync(join(run, "cells", name), "utf8")) as { record: CellRecord };
    return { name, cell: record.cell, rows: record.rows };
  });
  const result = JSON.parse(readFileSync(join(run, "result.json"), "utf8")) as { run: { seconds?: number } };
  delete result.run.seconds;
  return { cells, rows: readFileSync(join(run, "rows.parquet")).toString("base64"), result };
}
