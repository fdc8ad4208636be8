import { chooseProvider } from "../src/lab/providers/index.js";
import { defaultTable } from "../src/lab/tables/index.js";
import { rootStream } from "../src/numerics/random/index.js";
import type { AnyStudy, Estimate, Figure, Params, Row, Table, Verdict } from "../src/study/index.js";

/** What a study gives for parameters and a seed. */
export interface InlineRun {
  readonly params: Params;
  readonly rows: Row[];
  readonly metrics: Record<string, Estimate>;
  readonly verdicts: Record<string, Verdict>;
  readonly figures: Figure[];
}

/**
 * Runs a study in this thread on the embedded provider, with no run folder: what the lab does, less the lab. A study that
 * reads a table reads the one given, or its default one.
 */
export async function runInline(study: AnyStudy, overrides: Params = {}, seed = 1, given?: Table): Promise<InlineRun> {
  const params: Params = study.params.parse(overrides);
  const packaged = study.data?.default;
  const table = given ?? (packaged && (await defaultTable(packaged)).table);
  const algebra = chooseProvider("embedded");
  const { signal } = new AbortController();
  const rows: Row[] = [];
  for (const cell of study.cells(params, table)) {
    const stream = rootStream(seed).child(study.id, cell.id);
    rows.push(...(await study.run(cell, { stream, algebra, signal, ...(table ? { table } : {}) })));
  }
  const verdicts = study.judge(rows, params);
  return {
    params,
    rows,
    metrics: study.metrics(rows, params),
    verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict.claim, verdict])),
    figures: study.figures(rows, params),
  };
}
