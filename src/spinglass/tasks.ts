import { invalid } from "../numerics/errors.js";
import type { Stream } from "../numerics/random/stream.js";
import { drawCompactTasks } from "./compact-tasks.js";
import { drawLiteralTasks } from "./literal-tasks.js";

/** Settings of in-context linear regression (thesis §4.1 and, for `c`, §5.4.1). */
export interface TaskSettings {
  /** Number of tasks (prompts with their query), P ≥ 1. */
  readonly P: number;
  /** Dimension of the inputs, D ≥ 1. */
  readonly D: number;
  /** Number of examples in a prompt, N ≥ 1. */
  readonly N: number;
  /** Covariance between the examples of one prompt, eq. (162): 0 ≤ c < 1. 0 unless told. */
  readonly c?: number;
  /** Whether the query shares the prompt's common component when c > 0. `independent` unless told. */
  readonly query?: "independent" | "shared";
  /** `literal` draws X₀ itself; `exact` draws its sufficient statistics, which have the same law. */
  readonly sampler?: "exact" | "literal";
}

/**
 * The sufficient statistics of P prompts. The spin vector of task μ is s^μ = ũ^μ ⊗ x̃^μ (row-major, D+1 by D), without
 * the last column of S in eq. (131), which is zero.
 */
export interface TaskBatch {
  readonly P: number;
  readonly D: number;
  readonly N: number;
  /** ũ^μ = [X₀y₀ ; y₀ᵀy₀] / N: P × (D+1), row-major. */
  readonly features: Float64Array;
  /** The query input x̃^μ: P × D, row-major. */
  readonly queries: Float64Array;
  /** The query's label ỹ^μ = wᵀx̃/√D: P. */
  readonly targets: Float64Array;
}

/**
 * Draws P tasks: x ~ N(0, I_D), w ~ N(0, I_D), y = wᵀx/√D (thesis §4.1). Task μ is the same whatever P is.
 * @throws InputError for settings out of range.
 */
export function drawTasks(stream: Stream, settings: TaskSettings): TaskBatch {
  const { P, D, N, c = 0, query = "independent", sampler = "exact" } = settings;
  for (const [name, value] of Object.entries({ P, D, N })) {
    if (!Number.isInteger(value) || value < 1) throw invalid(name, value, "an integer of at least 1");
  }
  if (!(c >= 0 && c < 1)) throw invalid("c", c, "a number from 0 to below 1");
  const draw = sampler === "exact" ? drawCompactTasks : drawLiteralTasks;
  return draw(stream, { P, D, N, c, query });
}

/** An empty batch to be filled by a sampler. */
export function allocateTasks(P: number, D: number, N: number): TaskBatch {
  return {
    P,
    D,
    N,
    features: new Float64Array(P * (D + 1)),
    queries: new Float64Array(P * D),
    targets: new Float64Array(P),
  };
}
