import { join } from "node:path";
import type { AnyStudy, Params, Row } from "../../study/index.js";
import { type RunDocument, runDocumentSchema } from "../documents.js";
import { LabError } from "../errors.js";
import type { CellRecord } from "../store/cell-record.js";
import type { Manifest } from "../store/manifest.js";
import { rowsToParquet } from "../store/parquet.js";
import { bringUpToDate, files } from "../store/run-folder.js";
import { namedModules } from "../user-modules/user-modules.js";
import { judged } from "./judged.js";

/** Wall-clock seconds that the run has taken, over all its sessions. */
export function elapsedSeconds(records: Iterable<CellRecord>): number {
  let latest = 0;
  for (const { elapsed } of records) latest = Math.max(latest, elapsed);
  return latest;
}

/**
 * Judges a run and writes `rows.parquet`, then `result.json`, whose presence says that the run is complete.
 * @returns the document, with `rows` as a path from where the command runs
 * @throws LabError where a file cannot be written, or for a bug of the study: what it throws, a number that is not finite
 */
export async function closeRun(
  folder: string,
  manifest: Manifest,
  study: AnyStudy,
  params: Params,
  records: readonly CellRecord[],
): Promise<RunDocument> {
  const { id, seed, provider, data, modules } = manifest;
  const rows: Row[] = records.flatMap((record) => record.rows);
  const seconds = elapsedSeconds(records);
  const document = checkDocument(study.id, {
    run: {
      id,
      study: study.id,
      version: study.version,
      params,
      seed,
      seconds,
      cells: records.length,
      provider,
      ...(data && { data: { name: data.name, digest: data.digest } }),
      ...(modules && { modules: namedModules(modules) }),
    },
    ...judged(study, rows, params),
    rows: files.rows,
  });
  await bringUpToDate(folder, files.rows, rowsToParquet(study.id, records));
  await bringUpToDate(folder, files.result, `${JSON.stringify(document, null, 2)}\n`);
  return { ...document, rows: join(folder, files.rows) };
}

/** Nothing but finite numbers goes to disk: JSON would turn the rest into null in silence. */
function checkDocument(study: string, document: RunDocument): RunDocument {
  const { success, error } = runDocumentSchema.safeParse(document);
  if (success) return document;
  const issue = error.issues[0]!;
  throw new LabError(`${study}: ${issue.path.join(".")} of its result: ${issue.message} (a bug of the study)`);
}
