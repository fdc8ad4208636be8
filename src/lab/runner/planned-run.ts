import type { AnyStudy, Params, Table } from "../../study/index.js";
import { presetOf } from "../parameters/resolve.js";
import { runId } from "../run-id.js";
import type { Manifest } from "../store/manifest.js";
import type { UserModuleFiles } from "../user-modules/user-modules.js";

/** A run's table, the digest of its content, and the file where a person named one. */
export interface RunTable {
  readonly table: Table;
  readonly digest: string;
  readonly file: string | null;
}

/** What a run is, before a provider of linear algebra is chosen for it. */
export type PlannedRun = Omit<Manifest, "provider">;

/** What makes a run: its numbers depend on these and the provider alone. */
export interface RunInputs {
  readonly params: Params;
  readonly seed: number;
  readonly data?: RunTable | undefined;
  readonly modules?: UserModuleFiles | undefined;
}

/** What a run of so many cells is, as its manifest will say. */
export function plannedRun(study: AnyStudy, { params, seed, data, modules }: RunInputs, cells: number): PlannedRun {
  return {
    id: runId({ study: study.id, version: study.version, params, seed, data: data?.digest, modules }),
    study: study.id,
    studyVersion: study.version,
    params,
    seed,
    preset: presetOf(study, params),
    cells,
    ...(data && { data: { name: data.table.name, digest: data.digest, file: data.file } }),
    ...(modules && { modules }),
  };
}
