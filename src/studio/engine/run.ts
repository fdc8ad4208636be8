import type { CellProgress, Params, Row } from "../../study/index.js";
import type { RunOptions, RunRequest, RunResult } from "./contract.js";
import type { KnownRows } from "./known-rows.js";
import { paced } from "./paced.js";
import type { Pool } from "./pool.js";
import type { KeyedCell } from "./protocol.js";
import { spreadOrder } from "./spread-order.js";

/** Milliseconds between two words on how far a run is, and between two looks at what it shows so far. */
const STATE_PAUSE = 50;
const FIGURES_PAUSE = 250;

/** With what a run is done. */
export interface RunMeans {
  readonly pool: Pool;
  readonly known: KnownRows;
  readonly signal: AbortSignal;
}

/** A run's cells with the rows found so far. */
interface Found {
  readonly params: Params;
  readonly cells: readonly KeyedCell[];
  readonly rows: (readonly Row[] | undefined)[];
}

/** Runs a study: the rows of its cells in their order, then what they show. */
export async function runStudy(request: RunRequest, means: RunMeans, options: RunOptions): Promise<RunResult> {
  const start = performance.now();
  const { study, params: given, table } = request;
  const { pool, signal } = means;
  pool.warm(study);
  const task = { kind: "cells", study, params: given, ...(table && { table }) } as const;
  const { params, cells } = await pool.do(task, { signal });
  const found: Found = { params, cells, rows: cells.map(() => undefined) };

  const result = async (): Promise<RunResult> => {
    const [rows, done] = [rowsOf(found), doneOf(found)];
    const shown = await pool.do({ kind: "judge", study, params, rows }, { signal, urgent: true });
    return { params, rows, ...shown, seconds: (performance.now() - start) / 1000, cells: done };
  };
  await computeCells(request, means, found, reporter(found, signal, options, result));
  return result();
}

function rowsOf({ rows }: Found): Row[] {
  return rows.flatMap((each) => each ?? []);
}

function doneOf({ rows }: Found): number {
  return rows.filter((each) => each !== undefined).length;
}

/** Is told of each cell that ends, and of what a cell says of itself. */
type Report = (progress?: CellProgress) => void;

function reporter(found: Found, signal: AbortSignal, options: RunOptions, result: () => Promise<RunResult>): Report {
  const { onState, onFigures } = options;
  const of = found.cells.length;
  let last: CellProgress | undefined;
  const state = paced(STATE_PAUSE, signal, () => {
    onState?.({ done: doneOf(found), of, rows: rowsOf(found), ...(last && { progress: last }) });
  });
  const figures = paced(FIGURES_PAUSE, signal, async () => {
    if (!onFigures || doneOf(found) === of) return;
    // What judges a whole run need not be able to judge a part of one.
    const partial = await result().catch(() => undefined);
    if (partial && !signal.aborted && doneOf(found) < of) onFigures(partial);
  });
  return (progress) => {
    last = progress;
    state();
    if (!progress && doneOf(found) > 0) figures();
  };
}

/** Computes the cells that are not known, those first that show the whole range. */
async function computeCells(request: RunRequest, means: RunMeans, found: Found, report: Report): Promise<void> {
  const { study, seed, table } = request;
  const { pool, known, signal } = means;
  const missing = found.cells.flatMap(({ key }, index) => {
    found.rows[index] = key === null ? undefined : known.get(`${seed} ${key}`);
    return found.rows[index] ? [] : [index];
  });
  report();
  const compute = async (index: number) => {
    const { cell, key } = found.cells[index]!;
    const task = { kind: "cell", study, seed, cell, ...(table && { table }) } as const;
    const rows = await pool.do(task, { signal, tell: report });
    found.rows[index] = rows;
    if (key !== null) known.set(`${seed} ${key}`, rows);
    report();
  };
  await Promise.all(spreadOrder(missing.length).map((place) => compute(missing[place]!)));
}
