import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import type { Params, Row } from "./study.js";

/** Contrast of ridge and AMP (thesis normalisation) and the share of converged repetitions, at each point. */
export function metrics(rows: readonly Row[], { P, N }: Params): Record<string, Estimate> {
  const points = byPoint(rows);
  const result: Record<string, Estimate> = {};
  for (const p of P) {
    for (const n of N) {
      const at = `P=${p},N=${n}`;
      const here = points.get(at) ?? [];
      result[`contrast_ridge@${at}`] = estimate(here.map((row) => row.contrast_ridge));
      result[`contrast_amp@${at}`] = estimate(here.flatMap((row) => row.contrast_amp ?? []));
      result[`amp_converged@${at}`] = estimate(here.map((row) => Number(row.amp_converged)));
    }
  }
  return result;
}

/** Rows grouped by point, in one pass: the full map has 25,000 of them. */
export function byPoint(rows: readonly Row[]): Map<string, Row[]> {
  const points = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `P=${row.P},N=${row.N}`;
    const group = points.get(key);
    if (group) group.push(row);
    else points.set(key, [row]);
  }
  return points;
}
