import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import type { Stream } from "../../numerics/random/stream.js";
import { applyWeights, regressionTask } from "./regression-task.js";
import type { Task } from "./task.js";

/** A pool of M tasks w ~ N(0, I): M × d. Its first rows are the same whatever M is. */
export function drawPool(stream: Stream, tasks: number, dimension: number): Matrix {
  return matrix(tasks, dimension, stream.fillNormal(new Float64Array(tasks * dimension)));
}

/**
 * y = wᵀx + ε with w drawn uniformly from a finite pool of pre-training tasks (Raventós, Paul, Chen and Ganguli 2023,
 * arXiv:2306.15063, §2, where d = 8 and the noise variance is 0.25). `labelVariance` is d, that of fresh tasks, so that
 * errors on the pool and on fresh tasks compare.
 * @throws InputError for an empty pool.
 */
export function multiTask({ pool, noiseVariance }: { pool: Matrix; noiseVariance: number }): Task {
  const { rows: tasks, columns: dimension, data } = pool;
  if (tasks < 1) throw invalid("number of tasks", tasks, "at least 1");
  return regressionTask({
    name: "multi-task linear",
    dimension,
    labelVariance: dimension,
    noiseVariance,
    labels(stream, x, y) {
      const chosen = stream.integer(tasks);
      applyWeights(x, data.subarray(chosen * dimension, (chosen + 1) * dimension), y);
    },
  });
}
