// A model of your own: labels of near examples count more, and how near is learned.
//   isinglass run learning/function-classes --model examples/own-model.ts
import { defineSequenceModel } from "isinglass/learning";
import {
  add,
  div,
  exp,
  expandDims,
  eye,
  matmul,
  mul,
  neg,
  square,
  squeeze,
  sub,
  sum,
  tensor,
  tril,
} from "isinglass/tensor";

export default defineSequenceModel({
  name: "smoother",
  // Weights before training: float64 tensors, in any tree. `sizes` has the task's dimension d and the points of a prompt.
  init: (stream, { d }) => ({
    map: tensor(
      stream.fillNormal(new Float64Array(d * d)).map((value) => value / Math.sqrt(d)),
      [d, d],
    ),
    // The weight, as a logarithm, of the guess 0 beside the examples.
    doubt: tensor([0]),
  }),
  // xs: batch × points × d, ys: batch × points. Every label is predicted at once, from the pairs before it and its own x.
  apply({ map, doubt }, xs, ys) {
    const points = xs.shape[1];
    const mapped = matmul(xs, map);
    const distances = sum(square(sub(expandDims(mapped, 2), expandDims(mapped, 1))), 3);
    // A mask of what comes before: the label that is to be predicted must not be seen.
    const before = sub(tril(points), eye(points));
    const near = mul(exp(neg(distances)), before);
    const weighted = squeeze(matmul(near, expandDims(ys, 2)), [2]);
    return div(weighted, add(sum(near, 2), exp(doubt)));
  },
});
