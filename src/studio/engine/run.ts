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

/** What more rows than this show is looked at when all are there: they cross to a worker each time, on the page's own thread. */
const MOST_PARTIAL_ROWS = 5000;
/** Cells under way or waiting for a worker, for each worker: one waits, so that none is idle between two. */
const CELLS_EACH = 2;

/** With what a run is done. */
export interface RunMeans {
  readonly pool: Pool;
  readonly known: KnownRows;
  readonly signal: AbortSignal;
}

/** A run's cells with the rows found so far, and how many there are of both. */
interface Found {
  readonly params: Params;
  readonly cells: readonly KeyedCell[];
  readonly rows: (readonly Row[] | undefined)[];
  cellsDone: number;
  rowsDone: number;
}

/** Runs a study: the rows of its cells in their order, then what they show. */
export async function runStudy(request: RunRequest, means: RunMeans, options: RunOptions): Promise<RunResult> {
  const start = performance.now();
  const { study, params: given, table, most } = request;
  const { pool, signal } = means;
  pool.warm(study);
  const task = { kind: "cells", study, params: given, ...(table && { table }), ...(most && { most }) } as const;
  const { params, cells } = await pool.do(task, { signal });
  const found: Found = { params, cells, rows: cells.map(() => undefined), cellsDone: 0, rowsDone: 0 };

  const result = async (): Promise<RunResult> => {
    const [rows, done] = [rowsOf(found), found.cellsDone];
    const shown = await pool.do({ kind: "judge", study, params, rows }, { signal, urgent: true });
    return { params, rows, ...shown, seconds: (performance.now() - start) / 1000, cells: done };
  };
  await computeCells(request, means, found, reporter(found, signal, options, result));
  return result();
}

function rowsOf({ rows }: Found): Row[] {
  return rows.flatMap((each) => each ?? []);
}

function keep(found: Found, index: number, rows: readonly Row[]): void {
  found.rows[index] = rows;
  found.cellsDone += 1;
  found.rowsDone += rows.length;
}

/** Is told of each cell that ends, and of what a cell says of itself. */
type Report = (progress?: CellProgress) => void;

function reporter(found: Found, signal: AbortSignal, options: RunOptions, result: () => Promise<RunResult>): Report {
  const { onState, onFigures } = options;
  const of = found.cells.length;
  let last: CellProgress | undefined;
  const state = paced(STATE_PAUSE, signal, () => {
    onState?.({ done: found.cellsDone, of, rows: () => rowsOf(found), ...(last && { progress: last }) });
  });
  const figures = paced(FIGURES_PAUSE, signal, async () => {
    if (!onFigures || found.cellsDone === of || found.rowsDone > MOST_PARTIAL_ROWS) return;
    // What judges a whole run need not be able to judge a part of one.
    const partial = await result().catch(() => undefined);
    if (partial && !signal.aborted && found.cellsDone < of) onFigures(partial);
  });
  return (progress) => {
    last = progress;
    state();
    if (!progress && found.cellsDone > 0) figures();
  };
}

/** Computes the cells that are not known, those first that show the whole range. */
async function computeCells(request: RunRequest, means: RunMeans, found: Found, report: Report): Promise<void> {
  const { study, seed, table } = request;
  const { pool, known, signal } = means;
  const missing: number[] = [];
  for (const [index, { key }] of found.cells.entries()) {
    const rows = key === null ? undefined : known.get(`${seed} ${key}`);
    if (rows) keep(found, index, rows);
    else missing.push(index);
  }
  report();
  const compute = async (index: number) => {
    const { cell, key } = found.cells[index]!;
    const task = { kind: "cell", study, seed, cell, ...(table && { table }) } as const;
    const rows = await pool.do(task, { signal, tell: report });
    keep(found, index, rows);
    if (key !== null) known.set(`${seed} ${key}`, rows);
    report();
  };
  // A promise and a place in the queue for each cell at once would be work without end for the page.
  const order = spreadOrder(missing.length).values();
  const computeOn = async () => {
    for (const place of order) await compute(missing[place]!);
  };
  await Promise.all(Array.from({ length: CELLS_EACH * pool.size }, computeOn));
}
