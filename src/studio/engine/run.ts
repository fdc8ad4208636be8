import type { CellProgress, Row } from "../../study/index.js";
import type { RunOptions, RunRequest, RunResult } from "./contract.js";
import { paced } from "./paced.js";
import type { Pool } from "./pool.js";

/** Milliseconds between two words on how far a run is, and between two looks at what it shows so far. */
const STATE_PAUSE = 50;
const FIGURES_PAUSE = 250;

/** Runs a study on a pool: the rows of its cells in their order, then what they show. */
export async function runOn(
  pool: Pool,
  { study, params: given, seed, table }: RunRequest,
  { onState, onFigures }: RunOptions,
  signal: AbortSignal,
): Promise<RunResult> {
  const start = performance.now();
  const input = table && { table };
  pool.warm(study);
  const { params, cells } = await pool.do({ kind: "cells", study, params: given, ...input }, { signal });
  const found: (readonly Row[] | undefined)[] = cells.map(() => undefined);
  let last: CellProgress | undefined;
  const rowsNow = () => found.flatMap((rows) => rows ?? []);
  const done = () => found.filter((rows) => rows !== undefined).length;

  const resultOf = async (rows: readonly Row[], count: number): Promise<RunResult> => {
    const judged = await pool.do({ kind: "judge", study, params, rows }, { signal, urgent: true });
    return { params, rows, ...judged, seconds: (performance.now() - start) / 1000, cells: count };
  };
  const state = paced(STATE_PAUSE, signal, () => {
    onState?.({ done: done(), of: cells.length, rows: rowsNow(), ...(last && { progress: last }) });
  });
  const figures = paced(FIGURES_PAUSE, signal, async () => {
    const count = done();
    if (!onFigures || count === 0 || count === cells.length) return;
    // What judges a whole run need not be able to judge a part of one.
    const partial = await resultOf(rowsNow(), count).catch(() => undefined);
    if (partial && !signal.aborted && done() < cells.length) onFigures(partial);
  });

  const compute = async (index: number) => {
    const tell = (progress: CellProgress) => {
      last = progress;
      state.ask();
    };
    found[index] = await pool.do({ kind: "cell", study, seed, cell: cells[index]!, ...input }, { signal, tell });
    last = undefined;
    state.ask();
    figures.ask();
  };
  state.ask();
  await Promise.all(cells.map((_, index) => compute(index)));
  state.now();
  return resultOf(rowsNow(), cells.length);
}
