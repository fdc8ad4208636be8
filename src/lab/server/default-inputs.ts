import type { AnyStudy } from "../../study/index.js";
import type { RunTable } from "../runner/planned-run.js";
import { defaultTable } from "../tables/default-table.js";

/** The table that a study reads where a person brings none, as a run takes it; undefined where it reads none then. */
export async function defaultData({ data }: AnyStudy): Promise<RunTable | undefined> {
  return data?.default && { ...(await defaultTable(data.default)), file: null };
}
