import type { Estimate } from "../../../numerics/statistics/estimate.js";
import { estimateWhere } from "../../selection.js";
import type { Params, Row } from "./study.js";

/** eps, w11 and contrast of each algorithm at each N, and the share of repetitions in which it converged. */
export function metrics(rows: readonly Row[], { N, algorithm }: Params): Record<string, Estimate> {
  const result: Record<string, Estimate> = {};
  for (const name of algorithm) {
    for (const n of N) {
      const where = { N: n, algorithm: name };
      for (const column of ["eps", "w11", "contrast"] as const) {
        result[`${column}_${name}@N=${n}`] = estimateWhere(rows, where, column);
      }
      result[`${name}_converged@N=${n}`] = estimateWhere(rows, where, "converged");
    }
  }
  return result;
}
