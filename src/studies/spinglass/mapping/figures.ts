import { zeroModeFraction } from "../../../spinglass/index.js";
import type { Figure } from "../../../study/index.js";
import { estimateWhere } from "../../selection.js";
import type { Params, Row } from "./study.js";

/** Zero modes against P with their exact number, and what the two signs of λ_i do to the energy. */
export function figures(all: readonly Row[], { P, D, lambda }: Params): Figure[] {
  const rows = all.filter((row) => row.D === D);
  const spins = (D + 1) ** 2;
  const measured = P.map((p) => ({ P: p, share: (estimateWhere(rows, { P: p }, "zero_modes").value ?? 0) / spins }));
  const [low, high] = [Math.log(Math.min(...P)), Math.log(Math.max(...P))];
  const exact = Array.from({ length: 80 }, (_, i) => {
    const p = Math.exp(low + ((high - low) * i) / 79);
    return { P: p, share: zeroModeFraction({ P: p, D }) };
  });
  const lowest = P.flatMap((p) =>
    (["lowest", "lowest_printed"] as const).map((column) => ({
      P: p,
      value: estimateWhere(rows, { P: p }, column).value,
      sign: column === "lowest" ? "corrected: λ + Σs²/P" : "as printed: λ − Σs²/P",
    })),
  );
  return [
    {
      id: "zero-modes",
      title: "Flat directions of the energy",
      caption: `Share of zero eigenvalues of the Hessian of the unregularised loss among the (D+1)² = ${spins} spins, D = ${D}. Dots: measured; line: 1 − min(P, D(D+1))/(D+1)².`,
      x: { label: "pre-training tasks, P", type: "log" },
      y: { label: "share of zero modes", domain: [0, 1] },
      marks: [
        { type: "line", data: exact, x: "P", y: "share" },
        { type: "dot", data: measured, x: "P", y: "share" },
      ],
    },
    {
      id: "lowest-eigenvalue",
      title: "The sign of λ_i decides whether there is a ground state",
      caption: `Smallest eigenvalue of the Hessian of eq. (128) at λ = ${lambda}, mean over repetitions. Below zero the energy has no minimum.`,
      x: { label: "pre-training tasks, P", type: "log" },
      y: { label: "smallest eigenvalue" },
      color: { type: "categorical" },
      marks: [
        { type: "rule", axis: "y", at: 0 },
        { type: "line", data: lowest, x: "P", y: "value", series: "sign" },
        { type: "dot", data: lowest, x: "P", y: "value", series: "sign" },
      ],
    },
  ];
}
