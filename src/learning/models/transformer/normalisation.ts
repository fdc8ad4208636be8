import { add, mean, mul, rsqrt, square, sub, type Tensor, type Value } from "../../../tensor/index.js";
import { filledTensor } from "../initial-weights.js";

/** `gain` γ and `bias` β, each of the width; RMSNorm has no bias, and is told by that. */
export type NormWeights<Leaf> = { readonly gain: Leaf; readonly bias?: Leaf };

/** What keeps a constant row finite: added to the variance (or mean square). The papers name none; PyTorch's default. */
const epsilon = 1e-5;

/** γ = 1 and, for LayerNorm, β = 0. */
export function initNorm(kind: "layer" | "rms", width: number): NormWeights<Tensor> {
  const gain = filledTensor([width], 1);
  return kind === "layer" ? { gain, bias: filledTensor([width], 0) } : { gain };
}

/** LayerNorm where there is a bias, else RMSNorm, over the last axis. */
export function norm({ gain, bias }: NormWeights<Value>, x: Value): Value {
  return bias === undefined ? rmsNorm(gain, x) : layerNorm(gain, bias, x);
}

/** γ (x − μ)/√(σ² + ε) + β, μ and σ² those of each vector (Ba et al., arXiv:1607.06450; thesis eq. (7)). */
export function layerNorm(gain: Value, bias: Value, x: Value): Value {
  const centred = sub(x, mean(x, -1, true));
  const scale = rsqrt(add(mean(square(centred), -1, true), epsilon));
  return add(mul(mul(centred, scale), gain), bias);
}

/** γ x/√(mean x² + ε) (Zhang and Sennrich, arXiv:1910.07467; thesis eq. (8), whose N is the width). */
export function rmsNorm(gain: Value, x: Value): Value {
  return mul(mul(x, rsqrt(add(mean(square(x), -1, true), epsilon))), gain);
}
