import { readFileSync } from "node:fs";
import type { ReportRun } from "../../src/lab/documents.js";
import type { AnyStudy } from "../../src/study/index.js";
import { presets } from "../replay/presets.js";
import { runInline } from "../run-inline.js";

/** A small run of each study of the catalogue. */
export async function realRuns(): Promise<ReportRun[]> {
  const firsts = presets.filter(({ study }, i) => presets.findIndex((other) => other.study === study) === i);
  return Promise.all(firsts.map(({ study, params }) => realRun(study, params)));
}

async function realRun(id: string, overrides: ReportRun["params"]): Promise<ReportRun> {
  const folder = new URL(`../../src/studies/${id}/`, import.meta.url);
  const { default: study } = (await import(/* @vite-ignore */ new URL("study.ts", folder).href)) as {
    default: AnyStudy;
  };
  const { params, rows, metrics, verdicts } = await runInline(study, overrides);
  const run = {
    id: "replay",
    study: id,
    version: study.version,
    params,
    seed: 1,
    seconds: 1,
    cells: 1,
    provider: "embedded",
  };
  return {
    ...{ study, rows, params, theory: readFileSync(new URL("theory.md", folder), "utf8") },
    result: { run, verdicts: Object.values(verdicts), metrics, rows: "rows.parquet" },
    command: `isinglass run ${id}`,
  };
}
