import { InputError } from "../../numerics/errors.js";
import type { Cell, CellProgress, Table } from "../../study/index.js";
import type { CatalogueEntry } from "../catalogue.js";
import { LabError } from "../errors.js";
import type { UserModuleFiles } from "../user-modules/user-modules.js";
import { runInWorkers, TaskError } from "./pool.js";
import { stopFlag } from "./stop-flag.js";
import type { CellResult, WorkerData } from "./worker.js";

/** Seconds that running cells have to end after an interruption. */
const GRACE_SECONDS = 3;

/** Cells to compute, and with what. */
export interface CellWork {
  readonly entry: CatalogueEntry;
  readonly cells: readonly Cell[];
  readonly seed: number;
  readonly table?: Table | undefined;
  readonly modules?: UserModuleFiles | undefined;
  readonly provider: string;
  /** The run's folder, where cells keep their checkpoints. */
  readonly folder: string;
  readonly workers: number;
  readonly signal: AbortSignal;
  /** Told each result as it comes, by the place of its cell in `cells`. */
  readonly record: (index: number, result: CellResult) => Promise<void>;
  /** Told how far a running cell is. */
  readonly watch: (index: number, state: CellProgress) => void;
}

/**
 * Computes the cells in worker threads, each with one thread of linear algebra.
 * @throws LabError naming the cell that failed, InputError where it refused its parameters; what `record` throws
 */
export async function runCells(work: CellWork): Promise<void> {
  const { entry, cells, seed, table, modules, provider, folder, workers, signal, record, watch } = work;
  const stop = stopFlag();
  const inputs = { ...(table && { table: shared(table) }), ...(modules && { modules }) };
  const workerData: WorkerData = { module: entry.module, seed, folder, stop, ...inputs };
  try {
    await runInWorkers<Cell, CellResult, CellProgress>({
      script: new URL("./worker.js", import.meta.url),
      workerData,
      env: { ...process.env, ISINGLASS_PROVIDER: provider },
      workers,
      tasks: cells,
      record,
      watch,
      stop,
      signal,
      graceSeconds: GRACE_SECONDS,
    });
  } catch (error) {
    throw error instanceof TaskError ? told(error, entry.study.id, cells) : error;
  }
}

/** The worker's error with the cell's name, for people. */
function told(error: TaskError, study: string, cells: readonly Cell[]): Error {
  const { index, kind, message } = error;
  if (kind === "LabError") return new LabError(message, { cause: error });
  const place = index === undefined ? `${study}: a worker did not start` : `${study}, cell ${cells[index]!.id}`;
  if (kind === "InputError") return new InputError(`${message} (${place})`, { cause: error });
  return new LabError(`${place}: ${kind === "crash" ? "the worker crashed: " : ""}${message}`, { cause: error });
}

/** The table with its columns in memory that all workers share. */
function shared(table: Table): Table {
  const columns = table.columns.map(({ name, values }) => {
    const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
    copy.set(values);
    return { name, values: copy };
  });
  return { ...table, columns };
}
