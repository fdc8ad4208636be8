import { availableParallelism } from "node:os";
import type { Cell, CellProgress, Params } from "../../study/index.js";
import type { CatalogueEntry } from "../catalogue.js";
import type { RunDocument } from "../documents.js";
import { LabError } from "../errors.js";
import { Interruption } from "../interruption.js";
import { chooseProvider, openBlasProvider } from "../providers/index.js";
import type { CellRecord } from "../store/cell-record.js";
import type { Manifest } from "../store/manifest.js";
import * as store from "../store/run-folder.js";
import { loadUserModules, type UserModuleFiles } from "../user-modules/user-modules.js";
import { checkCells } from "./check-cells.js";
import { closeRun, elapsedSeconds } from "./close-run.js";
import { plannedRun, type RunTable } from "./planned-run.js";
import { runCells } from "./run-cells.js";

/** A run to do, or to go on with. */
export interface RunRequest {
  readonly entry: CatalogueEntry;
  /** All parameters, as `resolveParameters` gives them. */
  readonly params: Params;
  readonly seed: number;
  /** For studies that read a table. */
  readonly data?: RunTable;
  /** For studies that take modules of a person's own, as `readUserModules` gives them. */
  readonly modules?: UserModuleFiles;
  /** The folder of run folders. */
  readonly out: string;
  /** Worker threads; one for each core unless told. */
  readonly workers?: number;
}

/** What a run tells while it goes. */
export interface RunEvents {
  /** Something that the person should know, in one line. */
  readonly notice: (text: string) => void;
  /** Cells recorded, of all; called at the start and after each. */
  readonly progress: (recorded: number, cells: number) => void;
  /** How far a running cell is, by its id. */
  readonly watch?: (cell: string, state: CellProgress) => void;
  /** Aborted to interrupt. */
  readonly signal: AbortSignal;
}

/** A finished run. */
export interface FinishedRun {
  /** With `rows` as a path from where the command runs. */
  readonly document: RunDocument;
  readonly folder: string;
  /** Cells that this session computed; none where the run was complete before. */
  readonly computed: number;
  readonly preset: Manifest["preset"];
}

/**
 * Does a run, or the rest of it: cells that are recorded in its folder, whole and of this very run, are not computed
 * again. The rows depend on study, parameters, seed, table and provider alone.
 *
 * @throws InputError for parameters that the study refuses; LabError for what cannot be written, read or computed;
 * Interruption
 */
export async function runStudy(request: RunRequest, events: RunEvents): Promise<FinishedRun> {
  const { entry, params, data, modules, out } = request;
  const loaded = modules && (await loadUserModules(entry.study, modules));
  const cells = checkCells(entry.study, entry.study.cells(params, data?.table, loaded));
  const wanted = plannedRun(entry.study, request, cells.length);
  const folder = store.runFolder(out, wanted.study, wanted.id);
  const known = await store.readManifest(folder, events.notice);
  const manifest = { ...wanted, provider: providerFor(folder, known?.provider, events.notice) };
  const made = await store.openRunFolder(folder, manifest);

  const records = await store.readCells(folder, cells, manifest, events.notice);
  const missing = cells.flatMap((_, index) => (records.has(index) ? [] : [index]));
  try {
    await compute(request, events, { folder, manifest, cells, records, missing });
  } catch (error) {
    await store.discardIfEmpty(folder, made);
    throw error;
  }
  if (records.size < cells.length) {
    await store.discardIfEmpty(folder, made);
    throw new Interruption(records.size, cells.length);
  }
  const inOrder = cells.map((_, index) => records.get(index)!);
  const document = await closeRun(folder, manifest, entry.study, params, inOrder);
  return { document, folder, computed: missing.length, preset: manifest.preset };
}

/** The provider's last digits are its own, so a run ends with the one it began with. */
function providerFor(folder: string, begunWith: string | undefined, notice: (text: string) => void): string {
  const { ISINGLASS_PROVIDER: asked } = process.env;
  if (begunWith === undefined) return chooseProvider().name;
  const isHere = begunWith === "embedded" || (begunWith === "openblas" && openBlasProvider() !== undefined);
  if (!isHere) {
    throw new LabError(
      `${folder} was begun with ${begunWith}, which this machine lacks; install it, or begin anew with another --out`,
    );
  }
  if (asked && asked !== begunWith) {
    notice(`${folder} was begun with ${begunWith} and goes on with it; for ${asked} give another --out`);
  }
  return begunWith;
}

/** A run in the middle: what is recorded, and what is not. */
interface Progress {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly cells: readonly Cell[];
  readonly records: Map<number, CellRecord>;
  readonly missing: readonly number[];
}

async function compute(request: RunRequest, events: RunEvents, progress: Progress): Promise<void> {
  const { folder, manifest, cells, records, missing } = progress;
  events.progress(records.size, cells.length);
  if (missing.length === 0) return;
  await store.reopen(folder);
  const before = elapsedSeconds(records.values());
  const start = performance.now();
  await runCells({
    entry: request.entry,
    cells: missing.map((index) => cells[index]!),
    seed: request.seed,
    table: request.data?.table,
    modules: request.modules,
    provider: manifest.provider,
    folder,
    workers: request.workers ?? availableParallelism(),
    signal: events.signal,
    watch: (position, state) => events.watch?.(cells[missing[position]!]!.id, state),
    record: async (position, { rows, seconds }) => {
      const index = missing[position]!;
      const elapsed = before + (performance.now() - start) / 1000;
      const { id: run, provider } = manifest;
      const record: CellRecord = { run, cell: cells[index]!.id, provider, seconds, elapsed, rows };
      await store.recordCell(folder, index, record);
      await store.clearCheckpoints(folder, record.cell);
      records.set(index, record);
      events.progress(records.size, cells.length);
    },
  });
}
