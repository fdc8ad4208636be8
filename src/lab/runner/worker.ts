import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { rootStream } from "../../numerics/random/index.js";
import type { AnyStudy, Cell, CellProgress, Row, Table } from "../../study/index.js";
import { fileCheckpoints } from "../checkpoints/file-checkpoints.js";
import { chooseProvider } from "../providers/index.js";
import { checkRows } from "../store/rows.js";
import { cellCheckpoints } from "../store/run-folder.js";
import { loadUserModules, type UserModuleFiles } from "../user-modules/user-modules.js";
import { END, type Reply } from "./pool.js";
import { type StopFlag, signalOf } from "./stop-flag.js";

/** What a worker starts with; its provider comes from the environment that it was given. */
export interface WorkerData {
  /** The study's module. */
  readonly module: string;
  readonly seed: number;
  /** Its columns lie in shared memory. */
  readonly table?: Table;
  readonly modules?: UserModuleFiles;
  /** The run's folder. */
  readonly folder: string;
  readonly stop: StopFlag;
}

/** What comes back for a cell. */
export interface CellResult {
  readonly rows: Row[];
  /** Seconds of computing. */
  readonly seconds: number;
}

/** Loads the study once, then answers each cell with its rows. */
async function serve({ module, seed, table, modules: files, folder, stop }: WorkerData): Promise<void> {
  const { default: study } = (await import(module)) as { default: AnyStudy };
  const algebra = chooseProvider();
  const modules = files && (await loadUserModules(study, files));
  const inputs = { ...(table && { table }), ...(modules && { modules }) };
  const root = rootStream(seed);
  const signal = signalOf(stop);
  parentPort!.on("message", async (cell: Cell | typeof END) => {
    if (cell === END) {
      parentPort!.close();
      return;
    }
    const start = performance.now();
    try {
      const stream = root.child(study.id, cell.id);
      const progress = (state: CellProgress) => answer({ kind: "progress", state });
      const checkpoints = (name: string) => fileCheckpoints(join(folder, cellCheckpoints(cell.id), name));
      const computed = await study.run(cell, { stream, algebra, signal, progress, checkpoints, ...inputs });
      const rows = checkRows(study.id, cell.id, computed);
      answer({ kind: "done", result: { rows, seconds: (performance.now() - start) / 1000 } });
    } catch (error) {
      answer(failure(error));
    }
  });
  answer({ kind: "ready" });
}

function answer(reply: Reply<CellResult, CellProgress>): void {
  parentPort!.postMessage(reply);
}

function failure(error: unknown): Reply<CellResult, CellProgress> {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: "failed", error: { name, message, stack } };
}

serve(workerData as WorkerData).catch((error: unknown) => answer(failure(error)));
