import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { invalid } from "../../numerics/errors.js";
import type { CatalogueEntry } from "../catalogue.js";
import { theoryOf } from "../catalogue.js";
import { runCommand } from "../command-line.js";
import { type ReportRun, type RunDocument, runDocumentSchema } from "../documents.js";
import { LabError, systemCode } from "../errors.js";
import { presetOf } from "../parameters/resolve.js";
import { parseJson } from "../store/cell-record.js";
import { decodeManifest, type Manifest } from "../store/manifest.js";
import { files, readIfThere, readRows } from "../store/run-folder.js";
import { modulePaths } from "../user-modules/user-modules.js";

/** A finished run on disk. */
export interface StoredRun {
  readonly folder: string;
  readonly manifest: Manifest;
  /** `result.json`, with `rows` as a path from where the command runs. */
  readonly document: RunDocument;
  /** When it was finished, in milliseconds of the epoch. */
  readonly finished: number;
}

/** The finished runs in a folder; empty where there is no such folder. Damaged ones are left out; `notice` is told. */
export async function storedRuns(runs: string, notice: (text: string) => void): Promise<StoredRun[]> {
  const names = await namesIn(runs);
  const found = await Promise.all(names.map((name) => storedRun(join(runs, name), notice)));
  return found.filter((run) => run !== undefined);
}

/** The finished run in a folder, or undefined where there is none or it is damaged (`notice` is told). */
export async function storedRun(folder: string, notice: (text: string) => void): Promise<StoredRun | undefined> {
  const path = join(folder, files.result);
  const [manifestText, resultText] = await Promise.all([readIfThere(join(folder, files.manifest)), readIfThere(path)]);
  if (manifestText === undefined || resultText === undefined) return undefined;
  const manifest = decodeManifest(manifestText);
  const result = runDocumentSchema.safeParse(parseJson(resultText));
  if ("damage" in manifest || !result.success) {
    const what = "damage" in manifest ? `${files.manifest} is ${manifest.damage}` : `${files.result} is damaged`;
    notice(`${folder} is left out: its ${what}; give the command of the run again`);
    return undefined;
  }
  const { mtimeMs } = await stat(path);
  return { folder, manifest, document: { ...result.data, rows: join(folder, result.data.rows) }, finished: mtimeMs };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    if (systemCode(error) === "ENOTDIR") throw invalid("runs folder", folder, "a folder of runs");
    throw error;
  }
}

/**
 * The run that speaks for a study: of its present version; preset `paper` before `quick` before any other parameters
 * before a person's own table or module, on which a source made no claim; the newest of those.
 */
export function chooseRun({ study }: CatalogueEntry, runs: readonly StoredRun[]): StoredRun | undefined {
  const rank = ({ document, manifest }: StoredRun) =>
    manifest.data?.file == null && !manifest.modules
      ? ["paper", "quick", null].indexOf(presetOf(study, document.run.params))
      : 3;
  return runs
    .filter(({ document: { run } }) => run.study === study.id && run.version === study.version)
    .sort((a, b) => rank(a) - rank(b) || b.finished - a.finished)[0];
}

/** All that a report shows of a run. @throws LabError where a cell of it is damaged, or its parameters are outdated */
export async function reportRun(entry: CatalogueEntry, { folder, manifest, document }: StoredRun): Promise<ReportRun> {
  const { study } = entry;
  const { seed } = document.run;
  const { success, data: params } = study.params.safeParse(document.run.params);
  if (!success) throw new LabError(`${folder}: ${study.id} no longer takes its parameters; run the study again`);
  return {
    study,
    result: document,
    rows: await readRows(folder, manifest),
    params,
    theory: await theoryOf(entry),
    command: runCommand({ study, params, seed, file: manifest.data?.file, modules: modulePaths(manifest.modules) }),
  };
}
