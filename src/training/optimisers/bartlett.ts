import {
  grad,
  lessEqual,
  logSoftmax,
  matmul,
  mean,
  mul,
  neg,
  oneHot,
  slice,
  softmax,
  square,
  stopGradient,
  sum,
  type Tree,
  transpose,
  tril,
  type Value,
} from "../../tensor/index.js";
import { mapLeaves } from "../trees.js";

/**
 * The Gauss–Newton–Bartlett estimate of the Hessian's diagonal, for `train`'s `hessian` with Sophia-G: labels are drawn
 * from the model itself, and with ĝ the gradient of the mean cross-entropy with these labels over B rows, ĥ = B·ĝ².
 * Its mean over the draws is the diagonal of the Gauss–Newton matrix.
 *
 * Source: Liu et al., arXiv 2305.14342, algorithm 2.
 * @param logits of shape [B, classes], from parameters and a batch
 * @param uniforms of shape [B, 1] on [0, 1), from the batch: the randomness of the labels
 */
export function gaussNewtonBartlett<P, B>(
  logits: (params: P, batch: B) => Value,
  uniforms: (batch: B) => Value,
): (params: P, batch: B) => Tree<Value> {
  const sampledLoss = (params: P, batch: B): Value => {
    const scores = logits(params, batch);
    const labels = oneHot(drawnLabels(stopGradient(softmax(scores)), uniforms(batch)), scores.shape.at(-1)!);
    return neg(mean(sum(mul(labels, logSoftmax(scores)), -1)));
  };
  return (params, batch) => {
    const gradients = grad(sampledLoss)(params, batch) as unknown as Tree<Value>;
    const rows = uniforms(batch).shape[0]!;
    return mapLeaves((gradient: Value) => mul(square(gradient), rows), gradients);
  };
}

/** The first class whose cumulative probability is above u: `[B, classes]` and `[B, 1]` to int32 `[B]`. */
function drawnLabels(probabilities: Value, u: Value): Value {
  const [rows, classes] = probabilities.shape as [number, number];
  const cumulative = matmul(probabilities, transpose(tril(classes)));
  // The last class is what remains: its cumulative probability may round to less than u.
  return sum(lessEqual(slice(cumulative, [0, 0], [rows, classes - 1]), u), -1);
}
