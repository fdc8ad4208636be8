import { describe, expect, it } from "vitest";
import { embeddedProvider, matrix } from "../../numerics/linear-algebra/index.js";
import { rootStream } from "../../numerics/random/index.js";
import { estimate } from "../../numerics/statistics/index.js";
import { linearTask, noisyLinearTask, type PromptBatch } from "../tasks/index.js";
import {
  averagingPredictor,
  errorsByPosition,
  gradientDescentPredictor,
  lassoPredictor,
  leastSquaresPredictor,
  meanError,
  meanPredictor,
  ridgePredictor,
  zeroPredictor,
} from "./index.js";

const algebra = embeddedProvider();
const noiseVariance = 0.3;
const task = noisyLinearTask({ dimension: 4, noiseVariance });
const prompts = task.draw(rootStream(1), { batch: 5, points: 9 });

/** The first k inputs of prompt b, and its labels, as matrices. */
function examples({ x, y, points, dimension: d }: PromptBatch, b: number, k: number) {
  const X = matrix(k, d, x.slice(b * points * d, (b * points + k) * d));
  return { X, Y: matrix(k, 1, y.slice(b * points, b * points + k)) };
}

/** x_kᵀw for the weights that `solution` finds on the first k examples. */
function expectWeights(
  batch: PromptBatch,
  predictions: Float64Array,
  solution: (X: ReturnType<typeof matrix>, Y: ReturnType<typeof matrix>, k: number) => Float64Array,
) {
  const { points, dimension: d } = batch;
  for (let b = 0; b < batch.batch; b++) {
    for (let k = 1; k < points; k++) {
      const { X, Y } = examples(batch, b, k);
      const at = b * points + k;
      const w = solution(X, Y, k);
      const expected = w.reduce((sum, value, i) => sum + value * batch.x[at * d + i]!, 0);
      expect(Math.abs(predictions[at]! - expected), `position ${k}`).toBeLessThan(1e-9 * (1 + Math.abs(expected)));
    }
  }
}

/** The pseudo-inverse solution by the singular value decomposition. */
function pseudoInverse(X: ReturnType<typeof matrix>, Y: ReturnType<typeof matrix>): Float64Array {
  const { u, values, vt } = algebra.svd(X);
  const coefficients = algebra.gemm(u, Y, { transposeA: true }).data;
  const scaled = coefficients.map((value, i) => (values[i]! > 1e-9 * values[0]! ? value / values[i]! : 0));
  return algebra.gemm(vt, matrix(scaled.length, 1, scaled), { transposeA: true }).data;
}

describe("least squares", () => {
  it("is the pseudo-inverse at every position, below, at and past d", () => {
    expectWeights(prompts, leastSquaresPredictor.predict(prompts), pseudoInverse);
  });

  it("is so for inputs of low rank: repeated, collinear, zero", () => {
    const d = 3;
    const rows = [
      [1, 2, 0],
      [2, 4, 0],
      [0, 0, 0],
      [1, 2, 0],
      [0, 1, 0],
      [3, -1, 0],
    ];
    const x = Float64Array.from(rows.flat());
    const y = Float64Array.from([1, 3, 5, 0.5, -2, 1]);
    const batch = { batch: 1, points: rows.length, dimension: d, x, y };
    expectWeights(batch, leastSquaresPredictor.predict(batch), pseudoInverse);
  });

  it("stays exact on badly scaled inputs past d", () => {
    const clean = linearTask({ dimension: 6 }).draw(rootStream(2), { batch: 50, points: 12 });
    const scaled = clean.x.map((value, i) => value * 10 ** (i % 6));
    const batch = { ...clean, x: scaled };
    const y = clean.y.map((_, n) =>
      scaled.subarray(6 * n, 6 * n + 6).reduce((sum, value, i) => sum + value * (i - 2), 0),
    );
    const errors = errorsByPosition({ ...batch, y }, leastSquaresPredictor.predict({ ...batch, y }), 1e10);
    for (const { value } of errors.slice(6)) expect(value!).toBeLessThan(1e-18);
  });
});

describe("ridge", () => {
  it("solves the normal equations", () => {
    expectWeights(prompts, ridgePredictor({ lambda: 0.7 }).predict(prompts), (X, Y) => {
      const gram = algebra.syrk(X);
      for (let i = 0; i < 4; i++) gram.data[i * 5]! += 0.7;
      return algebra.solvePositive(gram, algebra.gemm(X, Y, { transposeA: true })).data;
    });
  });

  it("has the Bayes risk σ²(1 + E tr(XᵀX + σ²)⁻¹), in one dimension by an integral", () => {
    const one = noisyLinearTask({ dimension: 1, noiseVariance }).draw(rootStream(4), { batch: 20_000, points: 5 });
    const errors = errorsByPosition(one, ridgePredictor({ lambda: noiseVariance }).predict(one));
    errors.forEach(({ value, stderr }, k) => {
      // 1/(s + σ²) = ∫ e^{−t(s + σ²)} dt, and E e^{−ts} = (1 + 2t)^{−k/2} for s ~ χ²_k; t = v/(1 − v), midpoint rule.
      let integral = 0;
      const n = 20_000;
      for (let i = 0; i < n; i++) {
        const v = (i + 0.5) / n;
        const t = v / (1 - v);
        integral += (Math.exp(-t * noiseVariance) * (1 + 2 * t) ** (-k / 2)) / (1 - v) ** 2 / n;
      }
      expect(Math.abs(value! - noiseVariance * (1 + integral))).toBeLessThan(4 * stderr!);
    });
  });

  it("and in more dimensions by eigenvalues of other prompts", () => {
    const many = task.draw(rootStream(5), { batch: 4000, points: 9 });
    const errors = errorsByPosition(many, ridgePredictor({ lambda: noiseVariance }).predict(many));
    for (const k of [2, 4, 8]) {
      const others = task.draw(rootStream(6), { batch: 2000, points: k });
      const risks = Array.from({ length: 2000 }, (_, b) => {
        const values = algebra.eigenvalues(algebra.syrk(examples(others, b, k).X));
        return noiseVariance * values.reduce((sum, value) => sum + 1 / (Math.max(value, 0) + noiseVariance), 1);
      });
      const expected = estimate(risks);
      const limit = 4 * Math.hypot(errors[k]!.stderr!, expected.stderr!);
      expect(Math.abs(errors[k]!.value! - expected.value!)).toBeLessThan(limit);
    }
  });
});

describe("gradient descent", () => {
  it("takes its steps on the examples before the position", () => {
    const [steps, stepSize] = [3, 0.2];
    expectWeights(prompts, gradientDescentPredictor({ steps, stepSize }).predict(prompts), (X, Y, k) => {
      let w = matrix(4, 1);
      for (let step = 0; step < steps; step++) {
        const residual = algebra.gemm(X, w, { alpha: -1, addTo: matrix(k, 1, Y.data.slice()) });
        w = algebra.gemm(X, residual, { transposeA: true, alpha: stepSize / k, addTo: w });
      }
      return w.data;
    });
  });

  it("is averaging after one step of size 1, and least squares after many", () => {
    const near = (a: Float64Array, b: Float64Array, limit: number) =>
      a.forEach((value, i) => {
        expect(Math.abs(value - b[i]!)).toBeLessThan(limit);
      });
    const one = gradientDescentPredictor({ steps: 1, stepSize: 1 }).predict(prompts);
    near(one, averagingPredictor.predict(prompts), 1e-12);
    const many = gradientDescentPredictor({ steps: 30_000, stepSize: 0.05 }).predict(prompts);
    // The last position has twice as many examples as unknowns, and so a Gram matrix that descent is not slow on.
    const last = (p: Float64Array) => p.filter((_, i) => i % 9 === 8);
    near(last(many), last(leastSquaresPredictor.predict(prompts)), 1e-9);
  });
});

describe("Lasso", () => {
  it.each([1, 0.1, 0.001])("meets the optimality conditions at alpha = %d at every position", (alpha) => {
    // Each unit input reads off a weight, so that all of w is seen at one position.
    const d = 4;
    for (let k = 1; k < 9; k++) {
      const { X, Y } = examples(prompts, 0, k);
      const w = Float64Array.from({ length: d }, (_, i) => {
        const unit = Float64Array.from({ length: d }, (_, j) => (i === j ? 1 : 0));
        const x = Float64Array.from([...X.data, ...unit]);
        const probe = { batch: 1, points: k + 1, dimension: d, x, y: Float64Array.from([...Y.data, 0]) };
        return lassoPredictor({ alpha }).predict(probe)[k]!;
      });
      const residual = algebra.gemm(X, matrix(d, 1, w), { alpha: -1, addTo: matrix(k, 1, Y.data.slice()) });
      const pull = algebra.gemm(X, residual, { transposeA: true, alpha: 1 / k }).data;
      pull.forEach((value, i) => {
        if (w[i] === 0) expect(Math.abs(value)).toBeLessThan(alpha * (1 + 1e-8));
        else expect(Math.abs(value - alpha * Math.sign(w[i]!))).toBeLessThan(1e-10);
      });
    }
  });
});

describe("averages and errors", () => {
  it("mean and zero", () => {
    const batch = { batch: 1, points: 3, dimension: 1, x: new Float64Array(3), y: Float64Array.of(1, 4, 7) };
    expect([...meanPredictor.predict(batch)]).toEqual([0, 1, 2.5]);
    expect([...zeroPredictor.predict(batch)]).toEqual([0, 0, 0]);
    expect(errorsByPosition(batch, meanPredictor.predict(batch), 2).map(({ value }) => value)).toEqual([
      0.5, 4.5, 10.125,
    ]);
    expect(meanError(batch, zeroPredictor.predict(batch)).value).toBe(22);
  });

  it("names a setting out of range", () => {
    expect(() => ridgePredictor({ lambda: 0 })).toThrow("invalid lambda: 0; expected a finite number above 0");
    expect(() => lassoPredictor({ alpha: -1 })).toThrow("invalid alpha: -1");
    expect(() => gradientDescentPredictor({ steps: 0, stepSize: 1 })).toThrow("invalid steps: 0");
  });
});
