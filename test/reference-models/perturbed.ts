import type { Stream } from "../../src/numerics/index.js";
import { flattenTree, type Tensor } from "../../src/tensor/index.js";

/** The weights with N(0, 0.1²) added to each, so that biases and gains, which begin as 0 and 1, are seen by a test. */
export function perturbed<Weights>(weights: Weights, stream: Stream): Weights {
  const { leaves, rebuild } = flattenTree(weights);
  const moved = (leaves as Tensor[]).map(({ data, shape }, at) => {
    const noise = stream.child(at).fillNormal(new Float64Array(data.length));
    return { data: noise.map((z, i) => data[i]! + 0.1 * z), shape };
  });
  return rebuild(moved) as Weights;
}
