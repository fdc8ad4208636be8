import type { Stream } from "../../../numerics/index.js";
import { add, matmul, type Tensor, type Value } from "../../../tensor/index.js";
import { filledTensor, normalTensor } from "../initial-weights.js";

/** x W + b: `weight` is inputs × outputs; `bias` (outputs) may be absent. */
export type LinearWeights<Leaf> = { readonly weight: Leaf; readonly bias?: Leaf };

/** How the maps of a layer begin. */
export interface InitialScale {
  /** Whether the maps of attention have a bias (0 at first); the thesis has none there. */
  readonly bias?: boolean;
  /** The standard deviation of the weights; unless given, 1/√inputs, which keeps unit-variance inputs so. */
  readonly sd?: number;
  /** The same for the maps that add to the residual stream; unless given, `sd`. */
  readonly residualSd?: number;
}

/** W ~ N(0, sd²), b = 0 where asked for. */
export function initLinear(
  stream: Stream,
  [inputs, outputs]: readonly [inputs: number, outputs: number],
  { bias = false, sd = 1 / Math.sqrt(inputs) }: InitialScale = {},
): LinearWeights<Tensor> {
  const weight = normalTensor(stream, [inputs, outputs], sd);
  return bias ? { weight, bias: filledTensor([outputs], 0) } : { weight };
}

/** The scale of a map that adds to the residual stream. */
export function residualScale({ bias, sd, residualSd = sd }: InitialScale): InitialScale {
  return { ...(bias !== undefined && { bias }), ...(residualSd !== undefined && { sd: residualSd }) };
}

/** x (… × inputs) to x W + b (… × outputs). */
export function linear({ weight, bias }: LinearWeights<Value>, x: Value): Value {
  const mapped = matmul(x, weight);
  return bias === undefined ? mapped : add(mapped, bias);
}
