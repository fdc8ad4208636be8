import { invalid } from "../../numerics/errors.js";
import { type Matrix, transpose } from "../../numerics/linear-algebra/matrix.js";
import { type Predictor, promptPredictor } from "./predictor.js";
import { softmaxAverage } from "./softmax-average.js";

/**
 * dMMSE, the Bayes predictor where w is drawn uniformly from a pool of M tasks (M × d): the average of w_iᵀx with weights
 * softmax_i(−‖y − Xw_i‖²/(2σ²)) (Raventós et al. 2023, arXiv:2306.15063, eq. (3)). O(Md) a position.
 * @throws InputError for an empty pool or a noise variance not above 0; from `predict`, for prompts of another dimension.
 */
export function discreteBayesPredictor({ pool, noiseVariance }: { pool: Matrix; noiseVariance: number }): Predictor {
  const { rows: tasks, columns } = pool;
  if (tasks < 1) throw invalid("number of tasks", tasks, "at least 1");
  if (!(noiseVariance > 0)) throw invalid("noise variance", noiseVariance, "a number above 0");
  // By coordinate, so that the labels of all tasks at one input are sums of contiguous rows.
  const coordinates = transpose(pool).data;
  const logWeights = new Float64Array(tasks);
  const labels = new Float64Array(tasks);
  return promptPredictor("dMMSE", ({ dimension, points, x, y }, predictions) => {
    if (dimension !== columns) throw invalid("dimension of the prompts", dimension, `${columns}, as in the pool`);
    logWeights.fill(0);
    for (let k = 0; k < points; k++) {
      labels.fill(0);
      for (let c = 0; c < dimension; c++) addMultiple(labels, x[k * dimension + c]!, coordinates, c * tasks);
      predictions[k] = softmaxAverage(logWeights, labels);
      for (let i = 0; i < tasks; i++) logWeights[i]! -= (y[k]! - labels[i]!) ** 2 / (2 * noiseVariance);
    }
  });
}

/** out ← out + factor · (the numbers of `source` from `from` on). */
function addMultiple(out: Float64Array, factor: number, source: Float64Array, from: number): void {
  for (let i = 0; i < out.length; i++) out[i]! += factor * source[from + i]!;
}
