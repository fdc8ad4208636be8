import { expect, it } from "vitest";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import { dualOutput, primalOutput, trainNetwork } from "./dual-form.js";

const stream = rootStream(1);
const normal = (length: number) => stream.fillNormal(new Float64Array(length));
const sizes = [4, 7, 6, 2];
const start = sizes.slice(1).map((rows, l) =>
  matrix(
    rows,
    sizes[l]!,
    normal(rows * sizes[l]!).map((w) => w / 2),
  ),
);
const examples = Array.from({ length: 20 }, () => ({ input: normal(4), target: normal(2) }));

it("gives the same output by trained weights and by attention over the training steps", () => {
  const { weights, traces } = trainNetwork(start, examples, 0.05);
  for (let i = 0; i < 10; i++) {
    const input = normal(4);
    const primal = primalOutput(weights, input);
    dualOutput(traces, input).output.forEach((value, a) => {
      expect(Math.abs(value - primal[a]!)).toBeLessThan(1e-13);
    });
  }
});

it("trains by the gradient of the squared error", () => {
  const [example] = examples;
  const loss = (weights: typeof start) =>
    primalOutput(weights, example!.input).reduce((sum, value, a) => sum + (value - example!.target[a]!) ** 2 / 2, 0);
  const { weights } = trainNetwork(start, [example!], 1e-3);
  start.forEach((layer, l) => {
    for (const k of [0, 3]) {
      const shifted = (by: number) =>
        loss(
          start.map((w, m) =>
            m === l
              ? matrix(
                  w.rows,
                  w.columns,
                  w.data.map((v, i) => (i === k ? v + by : v)),
                )
              : w,
          ),
        );
      const slope = (shifted(1e-5) - shifted(-1e-5)) / 2e-5;
      expect(Math.abs((layer.data[k]! - weights[l]!.data[k]!) / 1e-3 - slope)).toBeLessThan(1e-7);
    }
  });
});

it("reads nothing from no training", () => {
  const { traces } = trainNetwork(start, [], 0.05);
  const input = normal(4);
  expect(dualOutput(traces, input).output).toEqual(primalOutput(start, input));
});
