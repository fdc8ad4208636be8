import { readFile, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Row } from "../../study/index.js";
import { cannotWrite, LabError, systemCode } from "../errors.js";
import { clearTemporaries, writeOutput } from "./atomic-file.js";
import { type CellRecord, decodeCell, encodeCell } from "./cell-record.js";
import { makeFolder, removeEmptyFolders } from "./make-folder.js";
import { decodeManifest, encodeManifest, type Manifest } from "./manifest.js";

/** The names in a run's folder. */
export const files = {
  manifest: "manifest.json",
  cells: "cells",
  checkpoints: "checkpoints",
  rows: "rows.parquet",
  result: "result.json",
} as const;

/** `<out>/spinglass-contrast-0123456789abcdef` */
export function runFolder(out: string, study: string, id: string): string {
  return join(out, `${study.replaceAll("/", "-")}-${id}`);
}

/** `cells/000123.json` */
export function cellFile(index: number): string {
  return join(files.cells, `${String(index).padStart(6, "0")}.json`);
}

/** `checkpoints/CELL`, with the cell's id made fit for a file's name. */
export function cellCheckpoints(id: string): string {
  return join(files.checkpoints, encodeURIComponent(id).replaceAll("*", "%2A"));
}

/** The text of a file, or undefined where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) return undefined;
    throw error;
  }
}

/**
 * The manifest of a run folder, or undefined where there is none or it is damaged (`notice` is told: it is written anew).
 * @throws LabError for a manifest of another format version
 */
export async function readManifest(folder: string, notice: (text: string) => void): Promise<Manifest | undefined> {
  const path = join(folder, files.manifest);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const manifest = decodeManifest(text);
  if (!("damage" in manifest)) return manifest;
  if (manifest.isOtherVersion) {
    throw new LabError(`${path} is ${manifest.damage}; give another folder with --out`);
  }
  notice(`${path} is ${manifest.damage}; it is written anew`);
  return undefined;
}

/**
 * Makes the folder of a run, brings its manifest up to date, and clears what killed processes left.
 * @returns the topmost folder that had to be made, if any
 * @throws LabError where the place cannot be written; nothing is left there then
 */
export async function openRunFolder(folder: string, manifest: Manifest): Promise<string | undefined> {
  let made: string | undefined;
  try {
    made = await makeFolder(join(folder, files.cells));
    await bringUpToDate(folder, files.manifest, encodeManifest(manifest));
    await Promise.all([clearTemporaries(folder), clearTemporaries(join(folder, files.cells))]);
    return made;
  } catch (error) {
    if (made) await discardIfEmpty(folder, made);
    throw cannotWrite(folder, error);
  }
}

/** Takes back that the run is complete, before cells are computed again. @throws LabError */
export async function reopen(folder: string): Promise<void> {
  try {
    await rm(join(folder, files.result), { force: true });
  } catch (error) {
    throw cannotWrite(join(folder, files.result), error);
  }
}

/**
 * Removes the folder of a run of which no cell is recorded nor in the middle, with the folders above it that were `made`
 * for it.
 */
export async function discardIfEmpty(folder: string, made: string | undefined): Promise<void> {
  try {
    await removeEmpty(join(folder, files.checkpoints));
    await rmdir(join(folder, files.cells));
    await rm(folder, { recursive: true });
    if (made) await removeEmptyFolders(dirname(folder), made);
  } catch {
    // Some cell is recorded, perhaps by another process: the folder stays.
  }
}

/** The recorded cells by index; those that are missing or damaged (`notice` is told, by name) are left out. */
export async function readCells(
  folder: string,
  cells: readonly { readonly id: string }[],
  { id, provider }: Manifest,
  notice: (text: string) => void,
): Promise<Map<number, CellRecord>> {
  const found = new Map<number, CellRecord>();
  for (const [index, cell] of cells.entries()) {
    const path = join(folder, cellFile(index));
    const text = await readIfThere(path);
    if (text === undefined) continue;
    const record = decodeCell(text, { run: id, cell: cell.id, provider });
    if ("damage" in record) notice(`${path} is ${record.damage}; cell ${cell.id} is computed again`);
    else found.set(index, record);
  }
  return found;
}

/**
 * The rows of a finished run, in the order of its cells.
 * @throws LabError naming the first cell that is missing or damaged
 */
export async function readRows(folder: string, { id: run, provider, cells }: Manifest): Promise<Row[]> {
  const rows: Row[][] = [];
  for (let index = 0; index < cells; index++) {
    const path = join(folder, cellFile(index));
    const text = await readIfThere(path);
    const record = text === undefined ? { damage: "missing" } : decodeCell(text, { run, provider });
    if ("damage" in record) throw new LabError(`${path} is ${record.damage}; give the command of the run again`);
    rows.push([...record.rows]);
  }
  return rows.flat();
}

/** Records a cell for good: once this resolves, no kill and no power cut loses it. @throws LabError */
export async function recordCell(folder: string, index: number, record: CellRecord): Promise<void> {
  await writeOutput(join(folder, cellFile(index)), encodeCell(record));
}

/** Removes what a recorded cell kept while it ran. */
export async function clearCheckpoints(folder: string, cell: string): Promise<void> {
  await rm(join(folder, cellCheckpoints(cell)), { recursive: true, force: true });
  await removeEmpty(join(folder, files.checkpoints)).catch(() => undefined);
}

/** Removes a folder that is empty or not there. */
async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    if (systemCode(error) !== "ENOENT") throw error;
  });
}

/** Writes a file of the folder, unless it holds just that already. @throws LabError where it cannot be written */
export async function bringUpToDate(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const path = join(folder, name);
  const old = await readFile(path).catch(() => undefined);
  if (!old?.equals(Buffer.from(content))) await writeOutput(path, content);
}
