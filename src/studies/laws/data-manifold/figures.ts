import type { Figure } from "../../../study/index.js";
import { type Measurement, meanCurves } from "../../measurement.js";
import type { Params } from "./study.js";

/** Error against size for both kinds of pieces, and the exponents against the dimension. */
export function figures(rows: readonly Measurement[], { dimensions, ambient }: Params): Figure[] {
  const curve = (id: string, quantity: string, title: string, caption: string): Figure => {
    const data = meanCurves(rows, quantity);
    return {
      id,
      title,
      caption: `${caption} Mean over repetitions, bars one standard error.`,
      x: { label: "parameters, N", type: "log" },
      y: { label: "mean squared error", type: "log" },
      color: { type: "categorical" },
      marks: [
        { type: "interval", data, x: "x", y: "value", low: "low", high: "high", series: "series" },
        { type: "line", data, x: "x", y: "value", series: "series" },
        { type: "dot", data, x: "x", y: "value", series: "series" },
      ],
    };
  };
  return [
    curve(
      "linear",
      "linear_error",
      "Piecewise linear models",
      "A smooth function on a cube of d dimensions, interpolated between N values: slopes near −4/d.",
    ),
    curve(
      "constant",
      "constant_error",
      "Piecewise constant models in a larger space",
      `The value at the nearest of N centres on a curved manifold in ${ambient} dimensions: slopes near −2/d, d that of the manifold.`,
    ),
    exponents(rows, dimensions),
  ];
}

function exponents(rows: readonly Measurement[], dimensions: readonly number[]): Figure {
  const measured = (quantity: string, series: string) =>
    rows
      .filter((row) => row.quantity === quantity && row.x === null)
      .map((row) => ({ d: Number(row.series.slice(4)), exponent: row.value, series }));
  const theory = (numerator: number, series: string) =>
    [...dimensions].sort((a, b) => a - b).map((d) => ({ d, exponent: numerator / d, series }));
  const dots = [...measured("linear_exponent", "linear pieces"), ...measured("constant_exponent", "constant pieces")];
  const lines = [...theory(4, "linear pieces"), ...theory(2, "constant pieces")];
  return {
    id: "exponents",
    title: "Exponent against dimension",
    caption: "Dots: one for each repetition. Lines: 4/d and 2/d.",
    x: { label: "dimension of the manifold, d" },
    y: { label: "exponent of the error in N" },
    color: { type: "categorical" },
    marks: [
      { type: "line", data: lines, x: "d", y: "exponent", series: "series" },
      { type: "dot", data: dots, x: "d", y: "exponent", series: "series" },
    ],
  };
}
