import { describe, expect, it } from "vitest";
import { embeddedProvider, type Matrix, matrix } from "../../numerics/linear-algebra/index.js";
import { rootStream } from "../../numerics/random/index.js";
import { mean } from "../../numerics/statistics/index.js";
import {
  decisionTreeTask,
  drawPool,
  gaussianKernel,
  kernelTask,
  linearKernel,
  multiTask,
  noisyLinearTask,
  type PromptBatch,
} from "../tasks/index.js";
import {
  boostingPredictor,
  discreteBayesPredictor,
  errorsByPosition,
  gaussianProcessPredictor,
  greedyTreePredictor,
  leastSquaresPredictor,
  meanError,
  nearestNeighboursPredictor,
  noiseMixturePredictor,
  ridgePredictor,
} from "./index.js";

const algebra = embeddedProvider();

function expectNear(a: Float64Array, b: Float64Array, limit: number) {
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => {
    expect(Math.abs(value - b[i]!), `entry ${i}`).toBeLessThan(limit);
  });
}

describe("discrete Bayes", () => {
  it("is Bayes' rule on a pool of two", () => {
    const pool = matrix(2, 1, Float64Array.of(1, -2));
    const batch = { batch: 1, points: 3, dimension: 1, x: Float64Array.of(1, 0.5, 2), y: Float64Array.of(0.3, 0.1, 0) };
    const [first, second, third] = discreteBayesPredictor({ pool, noiseVariance: 0.5 }).predict(batch);
    expect(first).toBe(-0.5);
    // Densities of y up to a constant, with 2σ² = 1.
    const a = Math.exp(-((0.3 - 1) ** 2));
    const b = Math.exp(-((0.3 + 2) ** 2));
    expect(second).toBeCloseTo((0.5 * a - 1 * b) / (a + b), 14);
    const a2 = a * Math.exp(-((0.1 - 0.5) ** 2));
    const b2 = b * Math.exp(-((0.1 + 1) ** 2));
    expect(third).toBeCloseTo((2 * a2 - 4 * b2) / (a2 + b2), 14);
  });

  it("is the best there is on its pool, and identifies the task from enough examples", () => {
    const pool = drawPool(rootStream(1), 16, 8);
    const prompts = multiTask({ pool, noiseVariance: 0.25 }).draw(rootStream(2), { batch: 1500, points: 16 });
    const bayes = errorsByPosition(prompts, discreteBayesPredictor({ pool, noiseVariance: 0.25 }).predict(prompts));
    const ridge = errorsByPosition(prompts, ridgePredictor({ lambda: 0.25 }).predict(prompts));
    for (let k = 1; k < 16; k++) expect(bayes[k]!.value!).toBeLessThan(ridge[k]!.value!);
    expect(Math.abs(bayes[15]!.value! - 0.25)).toBeLessThan(4 * bayes[15]!.stderr!);
  });

  it("refuses a pool of another dimension", () => {
    const prompts = noisyLinearTask({ dimension: 3, noiseVariance: 1 }).draw(rootStream(1), { batch: 1, points: 2 });
    const pool = matrix(1, 2);
    expect(() => discreteBayesPredictor({ pool, noiseVariance: 1 }).predict(prompts)).toThrow(
      "invalid dimension of the",
    );
  });
});

describe("Gaussian process", () => {
  /** k(x)ᵀ(K + σ²)⁻¹y, directly. */
  function direct(prompts: PromptBatch, gram: (i: number, j: number) => number, noise: number): Float64Array {
    const predictions = new Float64Array(prompts.batch * prompts.points);
    for (let b = 0; b < prompts.batch; b++) {
      for (let k = 1; k < prompts.points; k++) {
        const at = b * prompts.points;
        const K = matrix(k, k);
        for (let i = 0; i < k; i++)
          for (let j = 0; j < k; j++) K.data[i * k + j] = gram(at + i, at + j) + (i === j ? noise : 0);
        const alpha = algebra.solvePositive(K, matrix(k, 1, prompts.y.slice(at, at + k))).data;
        predictions[at + k] = alpha.reduce((sum, value, i) => sum + value * gram(at + i, at + k), 0);
      }
    }
    return predictions;
  }

  it("is the posterior mean, by a direct solution", () => {
    const kernel = gaussianKernel({ length: 0.7 });
    const prompts = kernelTask({ dimension: 3, kernel, noiseVariance: 0.1 }).draw(rootStream(1), {
      batch: 3,
      points: 10,
    });
    const gram = (i: number, j: number) => kernel(prompts.x, 3 * i, 3 * j, 3);
    const predictions = gaussianProcessPredictor({ kernel, noiseVariance: 0.1 }).predict(prompts);
    expectNear(predictions, direct(prompts, gram, 0.1), 1e-12);
  });

  it("with a linear kernel is ridge, and least squares without noise", () => {
    const prompts = noisyLinearTask({ dimension: 4, noiseVariance: 0.5 }).draw(rootStream(3), { batch: 5, points: 9 });
    const process = gaussianProcessPredictor({ kernel: linearKernel, noiseVariance: 0.5 });
    expectNear(process.predict(prompts), ridgePredictor({ lambda: 0.5 }).predict(prompts), 1e-12);
    const clean = noisyLinearTask({ dimension: 4, noiseVariance: 0 }).draw(rootStream(3), { batch: 5, points: 9 });
    const interpolation = gaussianProcessPredictor({ kernel: linearKernel, noiseVariance: 0 });
    expectNear(interpolation.predict(clean), leastSquaresPredictor.predict(clean), 1e-9);
  });

  it("is better with the kernel of the labels than with another", () => {
    const kernel = gaussianKernel({ length: 0.5 });
    const prompts = kernelTask({ dimension: 2, kernel, noiseVariance: 0.01 }).draw(rootStream(4), {
      batch: 800,
      points: 20,
    });
    const errors = [kernel, gaussianKernel({ length: 2 }), linearKernel].map(
      (other) =>
        meanError(prompts, gaussianProcessPredictor({ kernel: other, noiseVariance: 0.01 }).predict(prompts)).value!,
    );
    expect(errors[0]!).toBeLessThan(errors[1]!);
    expect(errors[0]!).toBeLessThan(errors[2]!);
  });
});

describe("Bayes over noise levels", () => {
  it("weighs by the evidence N(y; 0, XXᵀs² + σ²), computed directly", () => {
    const levels = [0.1, 2];
    const weightVariance = 0.6;
    const prompts = noisyLinearTask({ dimension: 3, noiseVariance: 0.1 }).draw(rootStream(1), { batch: 2, points: 6 });
    const predictions = noiseMixturePredictor({ noiseVariances: levels, weightVariance }).predict(prompts);
    const ridges = levels.map((level) => ridgePredictor({ lambda: level / weightVariance }).predict(prompts));
    for (let b = 0; b < 2; b++) {
      for (let k = 0; k < 6; k++) {
        const logs = levels.map((level) => (k === 0 ? 0 : logEvidence(prompts, { b, k, level, weightVariance })));
        const weight = 1 / (1 + Math.exp(logs[1]! - logs[0]!));
        const at = 6 * b + k;
        expect(predictions[at]!).toBeCloseTo(weight * ridges[0]![at]! + (1 - weight) * ridges[1]![at]!, 11);
      }
    }
  });

  function logEvidence(
    { x, y, points }: PromptBatch,
    { b, k, level, weightVariance }: { b: number; k: number; level: number; weightVariance: number },
  ): number {
    const X = matrix(k, 3, x.slice(b * points * 3, (b * points + k) * 3));
    const covariance: Matrix = algebra.gemm(X, X, { transposeB: true, alpha: weightVariance });
    for (let i = 0; i < k; i++) covariance.data[i * (k + 1)]! += level;
    const labels = matrix(k, 1, y.slice(b * points, b * points + k));
    const solved = algebra.solvePositive(covariance, labels).data;
    const logDeterminant = algebra.eigenvalues(covariance).reduce((sum, value) => sum + Math.log(value), 0);
    return -(logDeterminant + solved.reduce((sum, value, i) => sum + value * labels.data[i]!, 0)) / 2;
  }

  it("is as good as ridge that knows the level, once it has seen enough", () => {
    for (const noiseVariance of [0.01, 1]) {
      const prompts = noisyLinearTask({ dimension: 5, noiseVariance }).draw(rootStream(2), { batch: 1000, points: 31 });
      const mixture = errorsByPosition(prompts, noiseMixturePredictor({ noiseVariances: [0.01, 1] }).predict(prompts));
      const known = errorsByPosition(prompts, ridgePredictor({ lambda: noiseVariance }).predict(prompts));
      expect(Math.abs(mixture[30]!.value! / known[30]!.value! - 1)).toBeLessThan(1e-3);
    }
  });
});

describe("nearest neighbours", () => {
  it("averages the nearest, all while they are few", () => {
    const x = Float64Array.of(0, 10, 1, 2, 0.4, 9);
    const y = Float64Array.of(1, 2, 4, 8, 16, 32);
    const batch = { batch: 1, points: 6, dimension: 1, x, y };
    const predictions = nearestNeighboursPredictor({ neighbours: 2 }).predict(batch);
    expect([...predictions]).toEqual([0, 1, 1.5, 2.5, 2.5, 5]);
  });
});

describe("trees", () => {
  it("split where the sum of squares falls most, by hand", () => {
    const x = Float64Array.of(1, 0, 2, 0, 3, 1, 4, 1, 3.4, 5, 3.8, 5);
    const y = Float64Array.of(0, 0, 0, 8, 0, 0);
    const batch = { batch: 1, points: 6, dimension: 2, x, y };
    const predictions = greedyTreePredictor().predict(batch);
    // From four examples the first coordinate splits at 3.5, from five at 3.7.
    expect([...predictions]).toEqual([0, 0, 0, 0, 0, 8]);
    const stump = greedyTreePredictor({ maxDepth: 1 }).predict({ ...batch, y: Float64Array.of(0, 1, 0, 8, 0, 0) });
    expect(stump[4]).toBeCloseTo(1 / 3, 14);
    expect(stump[5]).toBeCloseTo(8, 14);
  });

  it("interpolate their examples when grown to the end", () => {
    const prompts = decisionTreeTask({ dimension: 4 }).draw(rootStream(1), { batch: 1, points: 30 });
    const again = {
      ...prompts,
      points: 60,
      x: Float64Array.from([...prompts.x, ...prompts.x]),
      y: Float64Array.from([...prompts.y, ...prompts.y]),
    };
    const predictions = greedyTreePredictor().predict(again);
    expectNear(predictions.subarray(30), prompts.y, 1e-12);
  });

  it("beat nearest neighbours on trees over signs, as in Garg et al.", () => {
    const task = decisionTreeTask({ dimension: 10, depth: 3 });
    const drawn = task.draw(rootStream(2), { batch: 12, points: 101 });
    const prompts = { ...drawn, x: drawn.x.map(Math.sign) };
    const last = (p: Float64Array) =>
      mean(Array.from({ length: 20 }, (_, i) => errorsByPosition(prompts, p)[100 - i]!.value!));
    const neighbours = last(nearestNeighboursPredictor().predict(prompts));
    expect(last(greedyTreePredictor().predict(prompts))).toBeLessThan(neighbours / 2);
    expect(last(boostingPredictor().predict(prompts))).toBeLessThan(neighbours);
  });

  it("boosting with one full tree, factor 1 and no penalty is the greedy tree", () => {
    // One coordinate, so that no two splits are equally good.
    const prompts = noisyLinearTask({ dimension: 1, noiseVariance: 1 }).draw(rootStream(3), { batch: 3, points: 20 });
    const settings = { trees: 1, learningRate: 1, maxDepth: Number.POSITIVE_INFINITY, penalty: 0 };
    expectNear(boostingPredictor(settings).predict(prompts), greedyTreePredictor().predict(prompts), 1e-12);
  });

  it("boosting takes XGBoost's steps: one stump, by hand", () => {
    const batch = {
      batch: 1,
      points: 5,
      dimension: 1,
      x: Float64Array.of(1, 2, 3, 4, 5),
      y: Float64Array.of(0, 0, 4, 4, 0),
    };
    const [, , , , prediction] = boostingPredictor({ trees: 1, maxDepth: 1 }).predict(batch);
    // Mean 2; residuals −2 −2 2 2; the upper leaf has sum 4 over 2 + 1.
    expect(prediction).toBeCloseTo(2 + 0.1 * (4 / 3), 14);
  });
});
