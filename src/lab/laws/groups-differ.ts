import type { Fit } from "../../laws/fit/index.js";
import { regularizedGammaQ } from "../../numerics/special/index.js";
import { mean } from "../../numerics/statistics/index.js";
import type { RunColumn, RunTable } from "../tables/index.js";
import type { FitRequest } from "./fit-request.js";
import type { PreparedRuns } from "./prepare-runs.js";
import type { FitWarning } from "./resamples.js";

/** Values of a text column that may be groups; more are names of runs. */
const MOST_GROUPS = 20;
/** Part of the residuals' variance between groups from which the groups, and not the law, tell the runs apart. */
const SHARE = 0.5;
/** How rarely chance alone may give such a part. */
const LEVEL = 1e-3;

/** Text columns whose groups have losses of their own, which the law knows nothing of. */
export function groupsThatDiffer(
  { residuals }: Pick<Fit, "residuals">,
  table: Pick<RunTable, "columns">,
  { rows, data }: Pick<PreparedRuns, "rows" | "data">,
  { by }: Pick<FitRequest, "by">,
): FitWarning[] {
  const used = rows.flatMap((row, i) => (data.weights?.[i] === 0 ? [] : [{ row, residual: residuals[i]! }]));
  return table.columns.flatMap((column) => {
    const groups = groupsOf(column, used);
    const share = groups && differing(groups);
    if (!groups || !share) return [];
    const [first = ""] = groups.keys();
    const together = by === column.name ? "" : `; --by ${column.name} resamples each group as a whole`;
    const message = `groups differ: ${column.name} explains ${Math.round(100 * share)} % of the variance of the residuals, so that one law does not hold for all ${groups.size} groups; fit one at a time, as --where '${column.name} == "${first}"'${together}`;
    return [{ code: "groups-differ", message }];
  });
}

/** Residuals by the text of a column; null where that is missing in some row, or makes no groups. */
function groupsOf(
  { kind, texts }: RunColumn,
  runs: readonly { readonly row: number; readonly residual: number }[],
): Map<string, number[]> | null {
  if (kind !== "text") return null;
  const groups = new Map<string, number[]>();
  for (const { row, residual } of runs) {
    const text = texts?.[row] ?? "";
    if (text === "" || groups.size > MOST_GROUPS) return null;
    const group = groups.get(text);
    if (group) group.push(residual);
    else groups.set(text, [residual]);
  }
  return groups.size < 2 || groups.size > MOST_GROUPS ? null : groups;
}

/**
 * The part of the variance that is between groups, where it is large and not by chance; else null. One-way analysis of
 * variance with Bartlett's χ² for Wilks' Λ: Bartlett, J. R. Stat. Soc. Suppl. 9, 176 (1947).
 */
function differing(groups: ReadonlyMap<string, readonly number[]>): number | null {
  const all = [...groups.values()].flat();
  const squares = (values: readonly number[], center: number) => values.reduce((sum, x) => sum + (x - center) ** 2, 0);
  const total = squares(all, mean(all));
  const inside = [...groups.values()].reduce((sum, values) => sum + squares(values, mean(values)), 0);
  const share = 1 - inside / total;
  const statistic = -(all.length - 1 - (1 + groups.size) / 2) * Math.log(Math.max(1 - share, Number.EPSILON));
  // Not a number where all residuals are alike.
  if (!(share > SHARE && statistic > 0)) return null;
  return regularizedGammaQ((groups.size - 1) / 2, statistic / 2) < LEVEL ? share : null;
}
