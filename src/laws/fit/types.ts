import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import type { Form } from "../form.js";

/** What a fit minimises: always a sum over runs, never a mean, so that tolerances mean the same at every size. */
export type Loss =
  /** Σ w ρ_δ(ln f − ln y), ρ_δ(r) = r²/2 for |r| ≤ δ, else δ(|r| − δ/2). Hoffmann et al. (2022): δ = 1e-3. */
  | { readonly kind: "huber"; readonly delta: number }
  /** Σ w |ln f − ln y|. */
  | { readonly kind: "l1" }
  /** Σ w (ln f − ln y)². */
  | { readonly kind: "ls-log" }
  /** Σ w (f − y)². */
  | { readonly kind: "ls-raw" };

/** The runs that a law is fitted to: n long columns. */
export interface RunData {
  /** One column for each variable of the form, by name. */
  readonly variables: Readonly<Record<string, Float64Array>>;
  /** What was measured. */
  readonly target: Float64Array;
  /** Non-negative weight of each run in the sum; 1 unless given. */
  readonly weights?: Float64Array;
  /** Group of each run, 0 … groups − 1 (a family, a seed): resampled and left out together. Each run alone unless given. */
  readonly groups?: Int32Array;
}

/** Something a person should know before trusting a fit. */
export interface Warning {
  readonly code:
    | "not-identifiable"
    | "local-minimum"
    | "flat"
    | "at-bound"
    | "few-runs"
    | "few-groups"
    | "influential-run"
    | "duplicate-runs"
    | "not-converged"
    | "no-extrapolation"
    | "assumed-unit"
    | "rows-left-out"
    | "bootstrap-skipped";
  readonly message: string;
}

/** One point where a search ended. */
export interface Optimum {
  /** In the order of the form's parameters. */
  readonly theta: Float64Array;
  readonly objective: number;
  /** Searches that ended here. */
  readonly starts: number;
}

/** A fitted law. */
export interface Fit {
  readonly form: Form;
  readonly loss: Loss;
  /** Runs of positive weight. */
  readonly n: number;
  /** The best parameters found, in the order of `form.parameters`. */
  readonly theta: Float64Array;
  /** The loss there, a sum. */
  readonly objective: number;
  /** f − y for `ls-raw`, ln f − ln y for the others; n numbers. */
  readonly residuals: Float64Array;
  /** Asymptotic standard errors of theta; NaN where the data do not determine a parameter. */
  readonly standardErrors: Float64Array;
  /** Covariance on the parameters' own scales (of ln θ for `log` parameters), p × p; null where it does not exist. */
  readonly covariance: Matrix | null;
  readonly diagnostics: {
    /** Distinct local optima, best first. */
    readonly optima: readonly Optimum[];
    readonly starts: number;
    readonly startsAtBest: number;
    /** Of the Jacobian of residuals at the optimum, columns scaled to length 1. */
    readonly condition: number;
    /** Evaluations of the law over all runs: values, Jacobians and Hessians each count as one. */
    readonly evaluations: number;
    /** Largest component of the gradient on the free parameters' scales, relative to the objective. */
    readonly gradient: number;
  };
  readonly warnings: readonly Warning[];
}
