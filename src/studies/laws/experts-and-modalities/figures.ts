import type { Figure } from "../../../study/index.js";
import { type Measurement, pointsOf } from "../../measurement.js";
import type { Params } from "./study.js";

const SHOWN = [15e6, 130e6, 870e6];

/** Loss against the number of experts, and the residuals of both laws of modalities. */
export function figures(rows: readonly Measurement[], { noise }: Params): Figure[] {
  const names: Record<string, string> = { "handbook-experts": "as printed", "moe-clark": "Clark et al." };
  const all = SHOWN.flatMap((N) =>
    pointsOf(rows, `loss at ${N}`).map((point) => ({ ...point, size: `N = ${N / 1e6}M` })),
  );
  const lines = all.filter(({ series }) => series !== "runs").map((point) => ({ ...point, law: names[point.series]! }));
  const errors = ["handbook-experts", "moe-clark", "handbook-modalities", "multimodal"].flatMap((form) =>
    rows
      .filter(({ quantity, series }) => quantity === "rmse" && series === form)
      .map(({ value }) => ({
        form: { ...names, "handbook-modalities": "printed sum", multimodal: "Aghajanyan et al." }[form]!,
        rmse: 100 * value!,
      })),
  );
  return [
    {
      id: "experts",
      title: "Experts are not parameters",
      caption: `Dots: runs planted from the law of Clark et al., noise ${noise} of ln L. Lines: both laws fitted to them. Large models gain less from experts, and all saturate.`,
      x: { label: "experts, E", type: "log" },
      y: { label: "loss, nats per token" },
      color: { type: "categorical" },
      facet: { column: "size" },
      aspect: 1,
      marks: [
        { type: "line", data: lines, x: "x", y: "value", series: "law" },
        { type: "dot", data: all.filter(({ series }) => series === "runs"), x: "x", y: "value" },
      ],
    },
    {
      id: "misfit",
      title: "How far each law is from its runs",
      caption: "Root mean square of ln L about the fitted law, a dot for each planted table. Rule: the noise.",
      x: { label: "law", type: "point" },
      y: { label: "misfit, %", type: "log" },
      marks: [
        { type: "rule", axis: "y", at: 100 * noise, label: "noise" },
        { type: "dot", data: errors, x: "form", y: "rmse" },
      ],
    },
  ];
}
