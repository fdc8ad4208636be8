import { matmul, mul, sum, transpose, type Value } from "../../../tensor/index.js";
import type { MergedWeights, SeparateWeights } from "./linear-attention.js";

/**
 * Simplified linear attention from what it sees of its prompts: ŷ = ũ^T W (x̃, 0) with ũ = [X₀y₀ ; y₀^T y₀]/N (thesis eqs
 * (121), (131)). The same numbers as from the prompts themselves, at 1/N of the cost.
 *
 * `features` ũ is batch × (D + 1), `queries` (x̃, 0) batch × (D + 1); batch predictions come back.
 */
export function predictFromStatistics(
  weights: MergedWeights<Value> | SeparateWeights<Value>,
  features: Value,
  queries: Value,
): Value {
  const W = "W" in weights ? weights.W : matmul(transpose(weights.W_Q), weights.W_K);
  return sum(mul(matmul(features, W), queries), 1);
}
