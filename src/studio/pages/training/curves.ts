import { t } from "../../language/index.svelte.js";
import { predictorName } from "./findings.js";
import type { Curve, Evaluation, Known } from "./protocol.js";

/** A curve of errors: of the model, on its tasks or fresh ones, or of what it is held against. */
export interface ErrorCurve extends Curve {
  readonly kind: "model" | "fresh" | "theory" | "predictor";
}

/** The model's curves first, then theory's and those of the exact predictors; all of one length. */
export function curvesOf({ errors, fresh }: Evaluation, { theory, predictors }: Known): ErrorCurve[] {
  return [
    { kind: "model", name: "model", errors },
    ...(fresh ? [{ kind: "fresh" as const, name: "model on fresh tasks", errors: fresh }] : []),
    ...(theory ? [{ kind: "theory" as const, name: "best linear attention", errors: theory.errors }] : []),
    ...predictors.map((curve) => ({ kind: "predictor" as const, ...curve })),
  ];
}

/** The curve's name in the language of the page. */
export function curveName({ kind, name }: ErrorCurve): string {
  return t(kind === "predictor" ? predictorName(name) : `training.curve.${kind}`);
}
