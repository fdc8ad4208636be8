import type { Loss } from "../fit/index.js";

/** How well predictions meet runs. */
export interface Score {
  /** Runs. */
  readonly n: number;
  /** 1 − Σ(f − y)² / Σ(y − mean y)²; null where the runs do not vary. */
  readonly r2: number | null;
  /** Mean of |f − y| / |y|. */
  readonly mape: number;
}

/** Scores predictions against what was measured. */
export function scoreOf(predicted: Float64Array, target: Float64Array): Score {
  const n = target.length;
  const mean = target.reduce((sum, y) => sum + y / n, 0);
  let [residual, total, relative] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const error = predicted[i]! - target[i]!;
    residual += error ** 2;
    total += (target[i]! - mean) ** 2;
    relative += Math.abs(error / target[i]!) / n;
  }
  return { n, r2: total > 0 ? 1 - residual / total : null, mape: relative };
}

/** Whether errors are squared, as the loss does, or absolute. */
export function isSquared({ kind }: Loss): boolean {
  return kind === "ls-log" || kind === "ls-raw";
}

/**
 * The error of each run in the manner of the loss: |ln f − ln y| for Huber's and L1, its square for `ls-log`, (f − y)²
 * for `ls-raw`; infinite where the law is not finite.
 */
export function errorsOf(predicted: Float64Array, target: Float64Array, loss: Loss): Float64Array {
  return predicted.map((f, i) => {
    const residual = loss.kind === "ls-raw" ? f - target[i]! : Math.log(f) - Math.log(target[i]!);
    const error = isSquared(loss) ? residual ** 2 : Math.abs(residual);
    return Number.isFinite(error) ? error : Infinity;
  });
}

/** Mean of errors by roll-out, then of the roll-outs; of squares the root. */
export function meanError(errors: readonly Float64Array[], loss: Loss): number {
  const mean = errors.reduce((sum, part) => sum + part.reduce((all, e) => all + e, 0) / part.length / errors.length, 0);
  return isSquared(loss) ? Math.sqrt(mean) : mean;
}
