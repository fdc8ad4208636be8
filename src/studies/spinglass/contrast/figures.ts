import { ampThreshold } from "../../../spinglass/index.js";
import type { Datum, Figure } from "../../../study/index.js";
import { byPoint } from "./metrics.js";
import type { Params, Row } from "./study.js";

/** The map of AMP's contrast and that of the exact ground state, each with the analytic boundary of convergence. */
export function figures(rows: readonly Row[], params: Params): Figure[] {
  const { D, lambda, N } = params;
  const points = byPoint(rows);
  const boundary = boundaryCurve(params);
  const map = (id: string, column: "contrast_amp" | "contrast_ridge", title: string, caption: string): Figure => ({
    id,
    title,
    caption: `${caption} D = ${D}, λ = ${lambda}, mean over repetitions. Line: P_c(N) in closed form, left of which AMP (153) has no fixed point.`,
    x: { label: "pre-training tasks, P", type: "linear" },
    y: { label: "examples in a prompt, N", type: "linear" },
    color: { type: "sequential", label: "contrast", domain: [0, 1] },
    aspect: 0.8,
    marks: [
      { type: "cell", data: cellMeans(points, column), x: "P", y: "N", fill: "contrast" },
      ...(N.length > 1 ? [{ type: "line" as const, data: boundary, x: "P", y: "N" }] : []),
    ],
  });
  return [
    map(
      "contrast-amp",
      "contrast_amp",
      "Contrast of AMP (153)",
      "Blank where AMP did not converge in at least half of the repetitions.",
    ),
    map(
      "contrast-ridge",
      "contrast_ridge",
      "Contrast of the exact ground state",
      "The exact solution exists everywhere.",
    ),
  ];
}

/** Mean contrast at each point; null where fewer than half of the repetitions have one. */
function cellMeans(points: ReadonlyMap<string, readonly Row[]>, column: "contrast_amp" | "contrast_ridge"): Datum[] {
  return [...points.values()].map((group) => {
    const present = group.flatMap((row) => row[column] ?? []);
    const mean = present.reduce((a, b) => a + b, 0) / present.length;
    return { P: group[0]!.P, N: group[0]!.N, contrast: 2 * present.length >= group.length ? mean : null };
  });
}

/** P_c at each N of a fine grid, as far as it lies on the map. */
function boundaryCurve({ P, N, D, lambda }: Params): Datum[] {
  const [low, high] = [Math.min(...N), Math.max(...N)];
  const right = Math.max(...P);
  const grid = Array.from({ length: 200 }, (_, i) => Math.round(low + ((high - low) * i) / 199));
  return [...new Set(grid)]
    .map((n) => ({ N: n, P: ampThreshold({ D, N: n, lambda }) }))
    .filter((point) => point.P <= right);
}
