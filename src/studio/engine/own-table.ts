import { blobFile } from "../../lab/tables/blob-file.js";
import { numbersOfRuns } from "../../lab/tables/numbers-of-runs.js";
import { runsOf } from "../../lab/tables/runs-of-file.js";
import { tableOf } from "../../lab/tables/table-of-file.js";
import type { Table } from "../../study/index.js";
import { studyOf } from "./findings.js";

/** A visitor's file for a study that reads a table. */
export interface StudyFile {
  readonly study: string;
  readonly file: File;
}

/** Reads it as `isinglass run STUDY --data FILE` does. @throws InputError as that does */
export async function ownTable({ study: id, file }: StudyFile): Promise<Table> {
  const { data } = await studyOf(id);
  const bytes = blobFile(file.name, file);
  return data?.leavesOutText ? numbersOfRuns(await runsOf(bytes)) : tableOf(bytes);
}
