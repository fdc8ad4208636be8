import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Row } from "../../study/index.js";
import { systemCode } from "../errors.js";
import { type StoredRun, storedRun } from "../ledger/stored-runs.js";
import { decodeCell } from "../store/cell-record.js";
import { decodeManifest, type Manifest } from "../store/manifest.js";
import { files, readIfThere } from "../store/run-folder.js";

/** A run's folder, finished or not. */
export interface RunOnDisk {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The names of its cells' files, in the order of the cells. */
  readonly cells: readonly string[];
  /** When a cell was last recorded, in milliseconds of the epoch. */
  readonly changed: number;
  /** Undefined until it is finished. */
  readonly stored: StoredRun | undefined;
}

/** Reads the runs in a folder. Symbolic links are not followed: whatever they lead to is not of this folder. */
export interface RunsReader {
  readonly all: () => Promise<RunOnDisk[]>;
  /** The run of an id, or undefined where there is none. */
  readonly find: (id: string) => Promise<RunOnDisk | undefined>;
}

/** A reader of a folder of runs. `notice` is told of each that is damaged or holds links, once; it is left out. */
export function runsReader(runs: string, notice: (text: string) => void): RunsReader {
  const told = new Set<string>();
  const once = (text: string) => {
    if (!told.has(text)) notice(text);
    told.add(text);
  };
  const read = async (names: readonly string[]) => {
    const found = await Promise.all(names.map((name) => readRun(join(runs, name), once)));
    return found.filter((run) => run !== undefined);
  };
  return {
    all: async () => read(await runNames(runs)),
    find: async (id) => (await read((await runNames(runs)).filter((name) => name.endsWith(`-${id}`))))[0],
  };
}

async function runNames(runs: string): Promise<string[]> {
  const entries = await readdir(runs, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
  return entries.flatMap((entry) => (entry.isDirectory() && /-[0-9a-f]{16}$/.test(entry.name) ? [entry.name] : []));
}

async function readRun(folder: string, notice: (text: string) => void): Promise<RunOnDisk | undefined> {
  const entries = await listing(folder);
  const cellEntries = await listing(join(folder, files.cells));
  if ([...entries, ...cellEntries].some((entry) => entry.isSymbolicLink())) {
    notice(`${folder} is left out: it holds a symbolic link`);
    return undefined;
  }
  const text = await readIfThere(join(folder, files.manifest));
  if (text === undefined) return undefined;
  const manifest = decodeManifest(text);
  if ("damage" in manifest) {
    notice(`${folder} is left out: its ${files.manifest} is ${manifest.damage}`);
    return undefined;
  }
  const cells = cellEntries.map(({ name }) => name).filter((name) => /^\d{6,}\.json$/.test(name));
  const { mtimeMs } = await stat(folder);
  const stored = await storedRun(folder, notice);
  return { folder, manifest, cells: cells.sort(byNumber), changed: mtimeMs, stored };
}

/** What a folder holds; nothing where it is gone. */
async function listing(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) return [];
    throw error;
  });
}

function byNumber(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10);
}

/** The rows of the cells that are recorded, whole and of this run, in the order of the cells; and how many those are. */
export async function recordedRows({ folder, manifest, cells }: RunOnDisk): Promise<{ recorded: number; rows: Row[] }> {
  const { id: run, provider } = manifest;
  const rows: Row[][] = [];
  for (const name of cells) {
    const record = decodeCell(await readFile(join(folder, files.cells, name), "utf8"), { run, provider });
    if (!("damage" in record)) rows.push([...record.rows]);
  }
  return { recorded: rows.length, rows: rows.flat() };
}
