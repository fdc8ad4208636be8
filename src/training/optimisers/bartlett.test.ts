import { expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { matmul, program, type Tensor, tensor, type Value } from "../../tensor/index.js";
import { gaussNewtonBartlett } from "./bartlett.js";

/** Rows, inputs and classes of a linear classifier with logits x·W. */
const [B, D, C] = [2, 2, 3];
type Batch = { readonly x: Value; readonly u: Value };

const stream = rootStream(3);
const x = tensor(stream.fillNormal(new Float64Array(B * D)), [B, D]);
const weights = tensor(stream.fillNormal(new Float64Array(D * C)), [D, C]);
const classes = [0, 1, 2];

/** The model's probabilities of the classes of a row. */
function probabilities(row: number): number[] {
  const powers = classes.map((c) =>
    Math.exp(x.data[row * D]! * weights.data[c]! + x.data[row * D + 1]! * weights.data[C + c]!),
  );
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
}

it("has the Gauss–Newton diagonal as its mean over the labels drawn, exactly", async () => {
  const estimate = program(
    gaussNewtonBartlett(
      (w: Value, batch: Batch) => matmul(batch.x, w),
      ({ u }: Batch) => u,
    ) as (w: Value, batch: Batch) => Value,
    { dtype: "float64" },
  );
  const [p, q] = [probabilities(0), probabilities(1)];
  // A uniform in the middle of a class's share draws that class: every pair of labels once, weighted by its probability.
  const middle = (shares: readonly number[], c: number) =>
    shares.slice(0, c).reduce((a, b) => a + b, 0) + shares[c]! / 2;
  const expectation = new Float64Array(D * C);
  for (const a of classes) {
    for (const b of classes) {
      const { data } = (await estimate.run(weights, { x, u: tensor([middle(p, a), middle(q, b)], [B, 1]) })) as Tensor;
      for (const [k, value] of data.entries()) expectation[k]! += p[a]! * q[b]! * value;
    }
  }
  for (const [k, mean] of expectation.entries()) {
    const [d, c] = [Math.floor(k / C), k % C];
    // Of the mean cross-entropy: (1/B) Σ_rows x_d² p_c (1 − p_c).
    const exact = (x.data[d]! ** 2 * p[c]! * (1 - p[c]!) + x.data[D + d]! ** 2 * q[c]! * (1 - q[c]!)) / B;
    expect(Math.abs(mean / exact - 1)).toBeLessThan(1e-12);
  }
});
