import { chooseProvider } from "../src/lab/providers/index.js";
import { defaultTable } from "../src/lab/tables/index.js";
import { rootStream } from "../src/numerics/random/index.js";
import type { AnyStudy, Estimate, Figure, Params, Row, Verdict } from "../src/study/index.js";

/** What a study gives for parameters and a seed. */
export interface InlineRun {
  readonly params: Params;
  readonly rows: Row[];
  readonly metrics: Record<string, Estimate>;
  readonly verdicts: Record<string, Verdict>;
  readonly figures: Figure[];
}

/** Runs a study in this thread on the embedded provider, with no run folder: what the lab does, less the lab. */
export async function runInline(study: AnyStudy, overrides: Params = {}, seed = 1): Promise<InlineRun> {
  const params: Params = study.params.parse(overrides);
  const table = study.data ? (await defaultTable(study.data)).table : undefined;
  const algebra = chooseProvider("embedded");
  const { signal } = new AbortController();
  const rows = study.cells(params, table).flatMap((cell) => {
    const stream = rootStream(seed).child(study.id, cell.id);
    return study.run(cell, { stream, algebra, signal, ...(table ? { table } : {}) });
  });
  const verdicts = study.judge(rows, params);
  return {
    params,
    rows,
    metrics: study.metrics(rows, params),
    verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict.claim, verdict])),
    figures: study.figures(rows, params),
  };
}
