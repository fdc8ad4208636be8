import type { Stream } from "../../numerics/random/stream.js";

/** How much of a task to draw. */
export interface DrawOptions {
  /** Number of prompts, each with a function of its own. */
  readonly batch: number;
  /** Examples in a prompt, the last one included, which is a query for those before it. */
  readonly points: number;
  /**
   * Inputs past the first so many coordinates are zero, the curriculum of Garg et al. (2022, arXiv:2208.01066, §A.2);
   * all are active unless told.
   */
  readonly activeDimensions?: number;
}

/** Prompts: sequences of examples (x, y) of one function each. */
export interface PromptBatch {
  readonly batch: number;
  readonly points: number;
  /** Dimension d of the inputs. */
  readonly dimension: number;
  /** Inputs: batch × points × d, row-major. */
  readonly x: Float64Array;
  /** Labels, with their noise: batch × points. */
  readonly y: Float64Array;
}

/**
 * A distribution over functions and inputs, to be learnt in context. Everything that a model or a predictor is given is
 * what {@link Task.draw} returns; a file that exports such an object by default is a task of your own.
 *
 * @example
 * ```ts
 * const sine: Task = {
 *   name: "sine",
 *   dimension: 1,
 *   draw(stream, { batch, points }) {
 *     const x = stream.child("x").fillNormal(new Float64Array(batch * points));
 *     const phases = stream.child("phase").fillUniform(new Float64Array(batch));
 *     const y = x.map((value, i) => Math.sin(value + 2 * Math.PI * phases[Math.floor(i / points)]!));
 *     return { batch, points, dimension: 1, x, y };
 *   },
 * };
 * export default sine;
 * ```
 */
export interface Task {
  /** A short name, for figures and tables. */
  readonly name: string;
  /** Dimension d of the inputs. */
  readonly dimension: number;
  /** E f(x)² of the noise-free labels, by which errors are normalised; 1 unless told. */
  readonly labelVariance?: number;
  /** Draws prompts. The same stream address gives the same prompts. */
  draw(stream: Stream, options: DrawOptions): PromptBatch;
}
