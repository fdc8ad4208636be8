/** What each step measured, one entry a step, and what evaluations found. */
export interface History {
  /** The loss of the step's batch, before the step. */
  readonly loss: number[];
  /** The global norm of the gradients, before any clipping. */
  readonly gradientNorm: number[];
  /** Empty where the optimiser has no learning rate. */
  readonly learningRate: number[];
  readonly evaluations: Evaluation[];
}

/** The names of the numbers that every step measures. */
export const STEP_METRICS = ["loss", "gradientNorm", "learningRate"] as const;

/** What the caller's own evaluation found after so many steps. */
export interface Evaluation {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}

/** No steps yet. */
export function emptyHistory(): History {
  return { loss: [], gradientNorm: [], learningRate: [], evaluations: [] };
}

/**
 * Early stopping: true once the last `patience` evaluations have brought no `name` below the best before them. To be
 * given to `train` as `stopWhen`.
 */
export function noBetter(name: string, patience: number): (history: History) => boolean {
  return ({ evaluations }) => {
    const values = evaluations.map((evaluation) => evaluation.values[name] ?? Number.POSITIVE_INFINITY);
    if (values.length <= patience) return false;
    return Math.min(...values.slice(-patience)) >= Math.min(...values.slice(0, -patience));
  };
}
