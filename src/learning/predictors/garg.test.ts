import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/shared-data.js";
import { rootStream } from "../../numerics/random/index.js";
import { decisionTreeTask, linearTask, reluNetworkTask, sparseLinearTask, type Task } from "../tasks/index.js";
import {
  averagingPredictor,
  errorsByPosition,
  lassoPredictor,
  leastSquaresPredictor,
  nearestNeighboursPredictor,
  type Predictor,
  solveLasso,
} from "./index.js";

const dimension = 20;
const tasks: Record<string, Task> = {
  linear: linearTask({ dimension }),
  sparse: sparseLinearTask({ dimension }),
  relu: reluNetworkTask({ dimension }),
  tree: decisionTreeTask({ dimension }),
};
const predictors: Record<string, Predictor> = {
  ols: leastSquaresPredictor,
  avg: averagingPredictor,
  knn3: nearestNeighboursPredictor(),
  "lasso0.1": lassoPredictor({ alpha: 0.1 }),
  "lasso0.01": lassoPredictor({ alpha: 0.01 }),
};

const file = sharedFile("..", "theory", "vectors", "icl_reference.json");

describe.skipIf(!file)("the baselines of Garg et al. on their classes, beside an independent Monte Carlo", () => {
  const reference = file ? JSON.parse(readFileSync(file, "utf8")).garg : {};
  const cases = Object.keys(tasks).flatMap((task) =>
    Object.keys(predictors)
      .filter((predictor) => reference[task]?.[predictor])
      .map((predictor) => ({ task, predictor })),
  );

  it.each(cases)("$task, $predictor", ({ task, predictor }) => {
    const { ks, [predictor]: expected } = reference[task];
    // The Lasso is the dear one.
    const batch = predictor.startsWith("lasso") ? 60 : 400;
    const prompts = tasks[task]!.draw(rootStream(7), { batch, points: ks.at(-1) + 1 });
    const errors = errorsByPosition(prompts, predictors[predictor]!.predict(prompts), tasks[task]!.labelVariance);
    ks.forEach((k: number, i: number) => {
      const [value, stderr] = expected[i];
      // Least squares on noiseless functions past d examples is zero to rounding, in both.
      const rounding = 1e-20;
      const limit = 4 * Math.hypot(stderr, errors[k]!.stderr!) + rounding;
      expect(Math.abs(errors[k]!.value! - value), `k = ${k}: ${errors[k]!.value} against ${value}`).toBeLessThan(limit);
    });
  });

  it("solves the Lasso of the vector to rounding", () => {
    const { X, y, alpha, w } = reference.lassoVector;
    const [n, d] = [y.length, w.length];
    const gram = new Float64Array(d * d);
    const target = new Float64Array(d);
    for (let i = 0; i < d; i++) {
      for (let k = 0; k < n; k++) {
        target[i]! += (X[k][i] * y[k]) / n;
        for (let j = 0; j < d; j++) gram[i * d + j]! += (X[k][i] * X[k][j]) / n;
      }
    }
    const weights = new Float64Array(d);
    expect(solveLasso({ gram, target, alpha }, weights).reason).toBe("exact");
    w.forEach((value: number, i: number) => {
      // The vector is printed with nine decimals.
      expect(Math.abs(weights[i]! - value)).toBeLessThan(1e-9);
    });
  });
});

describe("exact errors on noiseless linear functions", () => {
  const d = 8;
  const task = linearTask({ dimension: d });
  const prompts = task.draw(rootStream(3), { batch: 4000, points: 21 });

  it("least squares: max(d − k, 0), and zero to rounding from k = d on", () => {
    const errors = errorsByPosition(prompts, leastSquaresPredictor.predict(prompts), d);
    errors.forEach(({ value, stderr }, k) => {
      if (k < d) expect(Math.abs(value! - (1 - k / d))).toBeLessThan(4 * stderr!);
      else expect(value!).toBeLessThan(1e-18);
    });
  });

  it("averaging: d(d + 1)/k", () => {
    const errors = errorsByPosition(prompts, averagingPredictor.predict(prompts), d);
    errors.slice(1).forEach(({ value, stderr }, i) => {
      expect(Math.abs(value! - (d + 1) / (i + 1))).toBeLessThan(4 * stderr!);
    });
  });
});
