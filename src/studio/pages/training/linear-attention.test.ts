import { describe, expect, it } from "vitest";
import { poolAttention } from "../../../learning/theory/finite-pool.js";
import { attentionRisk } from "../../../learning/theory/linear-attention.js";
import { embeddedProvider, identity, matrix } from "../../../numerics/linear-algebra/index.js";
import { rootStream } from "../../../numerics/random/index.js";
import { program, type Tensor } from "../../../tensor/index.js";
import { taskOf } from "./experiment.js";
import { causalLinearAttention, linearShares } from "./linear-attention.js";
import { bestLinear, linearErrors } from "./linear-theory.js";
import { defaultsOf } from "./settings.js";

const algebra = embeddedProvider();
const stream = rootStream(3).child("linear attention");
const [d, points] = [3, 6];
const random = matrix(d, d, stream.child("A").fillNormal(new Float64Array(d * d)));

describe("linear attention at every position", () => {
  it("predicts what plain loops predict, and sums labels by its shares", async () => {
    const model = causalLinearAttention(d);
    const prompts = taskOf({ ...defaultsOf("linear-attention"), d }).task.draw(stream, { batch: 2, points });
    const xs = { data: prompts.x, shape: [2, points, d] };
    const ys = { data: prompts.y, shape: [2, points] };
    const A = { data: random.data, shape: [d, d] };
    const forward = program(model.apply, { dtype: "float64" });
    const { data } = (await forward.run({ A }, xs, ys)) as Tensor;
    for (let b = 0; b < 2; b++) {
      const x = prompts.x.subarray(b * points * d, (b + 1) * points * d);
      const shares = linearShares(A, x, points);
      for (let k = 0; k < points; k++) {
        let [expected, summed] = [0, 0];
        for (let j = 0; j < points; j++) summed += shares[k * points + j]! * prompts.y[b * points + j]!;
        for (let i = 0; i < d; i++) {
          for (let l = 0; l < d; l++) {
            let moment = 0;
            for (let j = 0; j < k; j++) moment += (x[j * d + l]! * prompts.y[b * points + j]!) / k;
            expected += x[k * d + i]! * random.data[i * d + l]! * moment;
          }
        }
        expect(data[b * points + k]).toBeCloseTo(expected, 12);
        expect(summed).toBeCloseTo(expected, 12);
      }
    }
  });
});

describe("the theory of linear attention", () => {
  it("has the exact errors of Zhang et al. on fresh tasks", () => {
    const errors = linearErrors(random, { covariance: identity(d), noiseVariance: 0.25 }, points);
    expect(errors[0]).toBeCloseTo(d + 0.25, 12);
    for (let k = 1; k < points; k++) {
      const known = attentionRisk(random, { spectrum: [1, 1, 1], context: k, noiseVariance: 0.25 });
      expect(errors[k]).toBeCloseTo(known + 0.25, 11);
    }
  });

  it("has the best A of a pool where there is one context, and none better over all", () => {
    const settings = { ...defaultsOf("linear-attention"), d, task: "pool", pool: 5, examples: points - 1 } as const;
    const { population, task } = taskOf(settings);
    expect(task.name).toBe("multi-task linear");
    // Two points: one context, of one example.
    const pool = matrix(5, d);
    pool.data.set(taskPool(settings));
    const known = poolAttention(pool, { context: 1, noiseVariance: population.noiseVariance }, algebra);
    const own = bestLinear(population, 2, algebra);
    for (const [i, value] of own.data.entries()) expect(value).toBeCloseTo(known.data[i]!, 12);

    const mean = (A: typeof own) => linearErrors(A, population, points).reduce((a, b) => a + b) / points;
    const best = bestLinear(population, points, algebra);
    for (let i = 0; i < d * d; i++) {
      for (const h of [-1e-3, 1e-3]) {
        const moved = matrix(
          d,
          d,
          best.data.map((value, j) => (i === j ? value + h : value)),
        );
        expect(mean(moved)).toBeGreaterThan(mean(best));
      }
    }
  });

  it("is what sampled prompts give, within four standard errors", () => {
    const settings = { ...defaultsOf("linear-attention"), d, task: "sparse", examples: points - 1 } as const;
    const { task, population } = taskOf(settings);
    const A = bestLinear(population, points, algebra);
    const batch = 20_000;
    const { x, y } = task.draw(stream.child("many"), { batch, points });
    const tensor = { data: A.data, shape: [d, d] };
    const squares = Float64Array.from({ length: batch }, (_, b) => {
      const shares = linearShares(tensor, x.subarray(b * points * d, (b + 1) * points * d), points);
      const row = shares.subarray((points - 1) * points);
      const prediction = row.reduce((sum, share, j) => sum + share * y[b * points + j]!, 0);
      return (y[b * points + points - 1]! - prediction) ** 2;
    });
    const mean = squares.reduce((a, b) => a + b) / batch;
    const deviation = Math.sqrt(squares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / batch / batch);
    expect(Math.abs(mean - linearErrors(A, population, points)[points - 1]!)).toBeLessThan(4 * deviation);
  });
});

/** The pool that the settings draw, as their task's second moments are of. */
function taskPool(settings: Parameters<typeof taskOf>[0]): Float64Array {
  return rootStream(settings.seed)
    .child("studio", "training", "pool")
    .fillNormal(new Float64Array(5 * d));
}
