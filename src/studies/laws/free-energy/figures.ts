import type { Figure } from "../../../study/index.js";
import { type Measurement, meanCurves, pointsOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** What the closed forms are of. */
const NAMES: Readonly<Record<string, string>> = {
  zero_temperature: "T = 0",
  premise: "every E = N^{−α}",
  basin: "quadratic basin",
};

/** |F(N)| by closed forms, and F by enumeration beside the premise's. */
export function figures(rows: readonly Measurement[], params: Params): Figure[] {
  const { alpha, temperature } = params;
  const curves = pointsOf(rows, "free_energy").map((point) => ({
    ...point,
    series: NAMES[point.series] ?? point.series,
  }));
  const enumerated = meanCurves(rows, "enumerated");
  return [
    {
      id: "free-energy",
      title: "The entropy decides how the free energy grows",
      caption: `Size of the free energy against the number of parameters, α = ${alpha}, T = ${temperature}. At T = 0 it is what was assumed; at any other temperature the entropy, which grows with N, takes over.`,
      x: { label: "parameters, N", type: "log" },
      y: { label: "|F|, in units of the energy's amplitude", type: "log" },
      color: { type: "categorical" },
      marks: [{ type: "line", data: curves, x: "x", y: "value", series: "series" }],
    },
    {
      id: "enumeration",
      title: "All 2^N models, one by one",
      caption: `Free energy of 2^N models whose energies are uniform in (0, 2 N^{−α}), T = ${temperature}: mean over draws, bars one standard error. F ~ N^{−α} would fall towards 0 from above.`,
      x: { label: "parameters, N" },
      y: { label: "F" },
      marks: [
        { type: "rule", axis: "y", at: 0 },
        { type: "interval", data: enumerated, x: "x", y: "value", low: "low", high: "high" },
        { type: "line", data: enumerated, x: "x", y: "value" },
        { type: "dot", data: enumerated, x: "x", y: "value" },
      ],
    },
  ];
}
