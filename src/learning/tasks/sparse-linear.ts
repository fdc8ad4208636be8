import { invalid } from "../../numerics/errors.js";
import { sampleWithoutReplacement } from "../../numerics/random/index.js";
import { applyWeights, regressionTask } from "./regression-task.js";
import type { Task } from "./task.js";

/**
 * y = wᵀx with all but `nonzero` random coordinates of w ~ N(0, I) set to zero; 3 in Garg et al. (2022,
 * arXiv:2208.01066, §3.2). E y² = nonzero.
 * @throws InputError unless `nonzero` is an integer from 1 to the dimension.
 */
export function sparseLinearTask({ dimension, nonzero = 3 }: { dimension: number; nonzero?: number }): Task {
  if (!(Number.isInteger(nonzero) && nonzero >= 1 && nonzero <= dimension)) {
    throw invalid("nonzero", nonzero, `an integer from 1 to ${dimension}`);
  }
  return regressionTask({
    name: "sparse linear",
    dimension,
    labelVariance: nonzero,
    labels(stream, x, y) {
      const w = new Float64Array(dimension);
      for (const i of sampleWithoutReplacement(stream, dimension, nonzero)) w[i] = stream.normal();
      applyWeights(x, w, y);
    },
  });
}
