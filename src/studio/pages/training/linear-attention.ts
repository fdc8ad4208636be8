import { normalTensor } from "../../../learning/models/initial-weights.js";
import type { SequenceModel } from "../../../learning/models/model.js";
import { constant, expandDims, matmul, mul, sum, swapaxes, type Tensor } from "../../../tensor/index.js";

/** A, d × d: queries and keys merged. */
export type LinearAttentionWeights<Leaf> = { readonly A: Leaf };

/**
 * One layer of linear attention at every position: with k examples before it, y at x is predicted as
 * xᵀ A (1/k) Σ_{j<k} y_j x_j, and as 0 before the first (Zhang, Frei and Bartlett 2024, arXiv:2306.09927, merged as in
 * their §3). A begins as N(0, 0.1²/d).
 */
export function causalLinearAttention(d: number): SequenceModel<LinearAttentionWeights<Tensor>> {
  return {
    name: "linear attention",
    init: (stream) => ({ A: normalTensor(stream.child("A"), [d, d], 0.1 / Math.sqrt(d)) }),
    apply({ A }, xs, ys) {
      const scores = matmul(matmul(xs, A), swapaxes(xs, 1, 2));
      const shares = mul(scores, constant(meanOfPast(xs.shape[1]!)));
      return sum(mul(shares, expandDims(ys, 1)), 2);
    },
  };
}

/** 1/k at row k before column k, 0 elsewhere: points × points. */
function meanOfPast(points: number): Tensor {
  const data = Float64Array.from({ length: points * points }, (_, place) => {
    const [row, column] = [Math.floor(place / points), place % points];
    return column < row ? 1 / row : 0;
  });
  return { data, shape: [points, points] };
}

/** The shares x_kᵀ A x_j/k with which the labels of one prompt (points × d) are summed: points × points. */
export function linearShares(A: Tensor, x: Float64Array, points: number): Float64Array {
  const d = A.shape[0]!;
  const shares = new Float64Array(points * points);
  for (let k = 1; k < points; k++) {
    for (let j = 0; j < k; j++) {
      let score = 0;
      for (let a = 0; a < d; a++) {
        for (let b = 0; b < d; b++) score += x[k * d + a]! * A.data[a * d + b]! * x[j * d + b]!;
      }
      shares[k * points + j] = score / k;
    }
  }
  return shares;
}
