import { type Estimate, estimate } from "../../../numerics/statistics/estimate.js";
import type { Params, Row } from "./study.js";

/** Every measured column, averaged over repetitions at each P. */
export function metrics(rows: readonly Row[], { P, D }: Params): Record<string, Estimate> {
  const columns = [
    "mismatch",
    "mismatch_printed",
    "lowest",
    "lowest_printed",
    "zero_modes",
    "sd_coupling",
    "sd_field_product",
  ] as const;
  const result: Record<string, Estimate> = {};
  for (const p of P) {
    const here = rows.filter((row) => row.P === p && row.D === D);
    for (const column of columns) result[`${column}@P=${p}`] = estimate(here.map((row) => row[column]));
  }
  return result;
}
