import type { Figure } from "../../../study/index.js";
import type { Measurement } from "../../measurement.js";
import { chinchillaConstants } from "../planted.js";
import { tableRuns } from "../table-runs.js";
import { LOSSES, type Params, TABLES } from "./study.js";

/** β and the forecast by loss function, without and with outliers. */
export function figures(rows: readonly Measurement[], { outliers, sizes }: Params): Figure[] {
  const runs = tableRuns(rows);
  const planted = `A dot for each planted table. Rule: the law planted. On the right ${outliers} of ${9 * sizes} runs went wrong: large models on little data.`;
  const given = `The table given, ${runs} runs; “clean”: without the ${outliers} of highest loss. Rule: the refit of Besiroglu et al.`;
  const figure = (id: string, quantity: string, title: string, label: string, truth: number, factor = 1): Figure => {
    const data = Object.keys(LOSSES).flatMap((loss) =>
      TABLES.flatMap((table) =>
        rows
          .filter((row) => row.quantity === quantity && row.series === `${loss}, ${table}`)
          .map(({ value }) => ({ loss, value: value === null ? null : factor * value, table })),
      ),
    );
    return {
      id,
      title,
      caption: runs === undefined ? planted : given,
      x: { label: "loss function", type: "point" },
      y: { label },
      facet: { column: "table" },
      aspect: 0.9,
      marks: [
        { type: "rule", axis: "y", at: truth, label: runs === undefined ? "planted" : "refit" },
        { type: "dot", data, x: "loss", y: "value" },
      ],
    };
  };
  return [
    figure("beta", "beta", "Exponent of data by loss function", "β", chinchillaConstants("besiroglu").beta),
    figure("forecast", "forecast_error", "Error of the forecast at 10²⁴ FLOP", "relative error of the loss, %", 0, 100),
  ];
}
