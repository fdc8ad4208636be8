import type { Estimate } from "../../../study/index.js";
import { type CurvePoint, TRAINED } from "./experiment.js";

/** Error or distance of a predictor after k examples of a class, or undefined where it was not measured. */
export function at(
  rows: readonly CurvePoint[],
  ofClass: string,
  predictor: string,
  k: number,
  quantity: CurvePoint["quantity"] = "error",
): Estimate | undefined {
  return rows.find(
    (row) => row.class === ofClass && row.predictor === predictor && row.k === k && row.quantity === quantity,
  );
}

/** The classes measured, in order. */
export function classesOf(rows: readonly CurvePoint[]): string[] {
  return [...new Set(rows.map((row) => row.class))];
}

/** The predictors whose errors on a class were measured, the trained model first. */
export function predictorsOf(rows: readonly CurvePoint[], ofClass: string): string[] {
  const errors = rows.filter((row) => row.class === ofClass && row.quantity === "error");
  return [...new Set([TRAINED, ...errors.map(({ predictor }) => predictor)])];
}

/** a/b with the standard error of independent errors, which is too wide where both are of the same prompts. */
export function ratio(a: Estimate | undefined, b: Estimate | undefined): Estimate | undefined {
  if (!a || !b || !(b.value! > 0)) return undefined;
  const value = a.value! / b.value!;
  return { value, stderr: Math.abs(value) * Math.hypot(a.stderr! / a.value!, b.stderr! / b.value!), n: a.n };
}

/** The same less the part of the error that is the labels' noise. */
export function without(noise: number, estimate: Estimate | undefined): Estimate | undefined {
  return estimate && { ...estimate, value: estimate.value! - noise };
}
