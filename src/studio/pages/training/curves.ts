import { t } from "../../language/index.svelte.js";
import { predictorName } from "./findings.js";
import type { Curve, Evaluation, Known } from "./protocol.js";

/** A curve of errors: of the model, on its tasks or fresh ones, or of what it is held against. */
export interface ErrorCurve extends Curve {
  readonly kind: "model" | "fresh" | "learnt" | "theory" | "predictor";
}

/** The model's curves first, then theory's and those of the exact predictors; all of one length. */
export function curvesOf({ model, fresh, linear }: Evaluation, { theory, predictors }: Known): ErrorCurve[] {
  return [
    { kind: "model", name: "model", ...model },
    ...(fresh ? [{ kind: "fresh" as const, name: "model on fresh tasks", ...fresh }] : []),
    ...(linear ? [{ kind: "learnt" as const, name: "learnt A", errors: linear.errors }] : []),
    ...(theory ? [{ kind: "theory" as const, name: "best linear attention", errors: theory.errors }] : []),
    ...predictors.map((curve) => ({ kind: "predictor" as const, ...curve })),
  ];
}

/** The curve's name in the language of the page. */
export function curveName({ kind, name }: ErrorCurve): string {
  return t(kind === "predictor" ? predictorName(name) : `training.curve.${kind}`);
}

/** The error at the top of the frame. Least squares at k = d may leave any scale behind: what is far above the error of predicting 0 is cut off. */
export function topOf(curves: readonly ErrorCurve[]): number {
  const own = curves.filter(({ kind }) => kind !== "predictor").flatMap(({ errors }) => errors);
  return Math.min(2, Math.max(1.25, ...own) * 1.04);
}

/** Whether some curve leaves the frame. */
export function isCut(curves: readonly ErrorCurve[], top: number): boolean {
  return curves.some(({ errors }) => errors.some((error) => error > top));
}
