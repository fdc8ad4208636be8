import { dot, onlinePredictor, type Predictor } from "./predictor.js";

/** Always 0: its error is the mean square of the labels. */
export const zeroPredictor: Predictor = onlinePredictor("zero", () => ({ predict: () => 0, learn: () => {} }));

/** The mean of the labels so far, 0 before the first. */
export const meanPredictor: Predictor = onlinePredictor("mean", () => {
  let [sum, count] = [0, 0];
  return {
    predict: () => (count > 0 ? sum / count : 0),
    learn(_, y) {
      sum += y;
      count++;
    },
  };
});

/**
 * wᵀx with w = (1/k) Σ y_n x_n, unbiased for x ~ N(0, I) (Garg et al. 2022, arXiv:2208.01066, §3). Its error on noiseless
 * linear functions is d(d + 1)/k.
 */
export const averagingPredictor: Predictor = onlinePredictor("averaging", (dimension) => {
  const moment = new Float64Array(dimension);
  let count = 0;
  return {
    predict: (x) => (count > 0 ? dot(moment, x) / count : 0),
    learn(x, y) {
      for (let i = 0; i < dimension; i++) moment[i]! += y * x[i]!;
      count++;
    },
  };
});
