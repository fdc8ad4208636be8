import { type Verdict, verdict } from "../../../study/index.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import { withMinus } from "../../printed.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeUniversality(rows), judgeNegligible(rows, params), judgeMemory(rows, params)];
}

/**
 * The heart of the proof in full on small grids, and the rounding that it rests on. What fails there is this construction;
 * what passes there is still the theorem's to prove.
 */
function judgeUniversality(rows: readonly Measurement[]): Verdict {
  const grids = rows.filter(({ quantity }) => quantity === "collisions");
  const collisions = grids.reduce((sum, { value }) => sum + value!, 0);
  const slope = scalarOf(rows, "slope").value!;
  const exact = Math.abs(slope + 1) < 0.1;
  return verdict("S0/§1.2/universal", collisions === 0 && exact ? "undecided" : "fails", {
    measured: collisions,
    expected: 0,
    tolerance: 0,
    note:
      `Tokens that the contextual mapping confuses, over all sequences of ${grids.length} grids, in whole numbers of any size; the rounded function's error falls as g^${withMinus(slope.toFixed(2))}. ` +
      "No run decides a theorem: checked are two steps of its proof. What it says is less than “any”: continuous functions on a compact set, equivariant under permutations unless positions are added, in the L^p norm, with depth without bound.",
  });
}

/** What the theorem itself grants a transformer of real depth. */
function judgeNegligible(rows: readonly Measurement[], { d, n, delta, layers }: Params): Verdict {
  const needed = scalarOf(rows, "log10_layers");
  const steps = scalarOf(rows, "affordable_steps").value!;
  const negligible = needed.value! <= Math.log10(layers);
  return verdict("S0/§1.2/no-approximation-error", negligible ? "undecided" : "fails", {
    measured: needed,
    expected: Math.log10(layers),
    note:
      `log₁₀ of the layers of the construction, n(1/δ)^(dn)/n!, at d = ${d}, n = ${n}, δ = ${delta}, beside that of ${layers} layers, which serve a grid of ${steps.toPrecision(3)} steps an axis. ` +
      `A function that sees its inputs in one cell is wrong by ${scalarOf(rows, "error_one_cell").value!.toPrecision(2)} on average here. Universal is not efficient: the theorem bounds no model of a given size, and does not license neglecting its error. Whether real models have a small one is another question.`,
  });
}

/** Counting: nN bits of labels have to be somewhere. A count bounds the parameters below and builds nothing. */
function judgeMemory(rows: readonly Measurement[], { d, n }: Params): Verdict {
  return verdict("S0/§1.2/memory-capacity", "undecided", {
    measured: scalarOf(rows, "bits_exponent"),
    note:
      `Exponent in N of the bits that each of d + n + √(nN) parameters must hold to tell all labellings apart, by counting (d = ${d}, n = ${n}). ` +
      "No run decides a theorem of existence; no such transformer is built here. By that count the printed number can hold only for parameters of growing precision, about √(nN) bits each, and up to logarithms; with a fixed number of bits it takes of the order of nN parameters.",
  });
}
