import { effective } from "../../../laws/plan/epochs.js";
import type { Figure } from "../../../study/index.js";
import { type Measurement, valuesOf } from "../../measurement.js";
import { tableRuns } from "../table-runs.js";
import { lawWith } from "./experiment.js";
import type { Params } from "./study.js";

/** Tables whose profiles are drawn. */
const SHOWN = 6;

/** The flat profile, and what it means for epochs. */
export function figures(rows: readonly Measurement[], { noise }: Params): Figure[] {
  const runs = tableRuns(rows);
  const of =
    runs === undefined ? `each line one planted table, noise ${noise} of ln L` : `fitted to the ${runs} runs given`;
  const reference = runs === undefined ? "planted" : "published";
  return [profiles(rows, of, reference), tokensWorth(rows, reference)];
}

function profiles(rows: readonly Measurement[], of: string, reference: string): Figure {
  const data = rows
    .filter(({ quantity, repetition, x }) => quantity === "profile" && repetition < SHOWN && x! > 1 && x! < 1e4)
    .map(({ x, value, repetition }) => ({ R_D: x, rise: 100 * value!, table: `table ${repetition + 1}` }))
    .filter(({ rise }) => rise < 15);
  return {
    id: "profile",
    title: "The objective hardly sees R_D",
    caption: `Rise of the objective above its minimum if R_D is held, the rest refitted; ${of}. Rule: the value ${reference}. Where a line stays low on the right, R_D can be anything.`,
    x: { label: "R_D held", type: "log" },
    y: { label: "objective above its minimum, %" },
    color: { type: "categorical" },
    marks: [
      { type: "rule", axis: "x", at: lawWith().repeatTokens, label: reference },
      { type: "line", data, x: "R_D", y: "rise", series: "table" },
    ],
  };
}

function tokensWorth(rows: readonly Measurement[], reference: string): Figure {
  const grid = Array.from({ length: 41 }, (_, i) => 10 ** (i / 20));
  const curve = (R_D: number, series: string) =>
    grid.map((epochs) => ({ epochs, worth: effective(epochs, 1, R_D), series }));
  const fitted = valuesOf(rows, "R_D")
    .slice(0, SHOWN)
    .flatMap((R_D, i) => curve(R_D, `table ${i + 1}`));
  return {
    id: "worth",
    title: "Four epochs are known, forty are not",
    caption: `Tokens seen, in units of the unique ones, and what they are worth in fresh tokens by the fit of each table. Dashed: the law ${reference}.`,
    x: { label: "epochs", type: "log" },
    y: { label: "worth in fresh tokens over unique ones", type: "log" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: fitted, x: "epochs", y: "worth", series: "series" },
      { type: "line", data: curve(lawWith().repeatTokens, reference), x: "epochs", y: "worth", dashed: true },
      { type: "rule", axis: "x", at: 4, label: "4" },
    ],
  };
}
