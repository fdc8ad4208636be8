import { regressionTask, requireCount } from "./regression-task.js";
import type { Task } from "./task.js";

/**
 * Full binary trees of the given depth: each inner node tests x_c > 0 for a uniformly random coordinate c, each leaf has a
 * value from N(0, 1) (Garg et al. 2022, arXiv:2208.01066, §3.2, where the depth is 4 and d = 20). E y² = 1.
 */
export function decisionTreeTask({ dimension, depth = 4 }: { dimension: number; depth?: number }): Task {
  requireCount("depth", depth);
  const inner = 2 ** depth - 1;
  return regressionTask({
    name: "decision tree",
    dimension,
    labelVariance: 1,
    labels(stream, x, y) {
      // The children of node i are 2i + 1 and 2i + 2; the leaves follow the inner nodes.
      const coordinates = Uint32Array.from({ length: inner }, () => stream.integer(dimension));
      const leaves = stream.fillNormal(new Float64Array(inner + 1));
      for (let n = 0; n < y.length; n++) {
        let node = 0;
        while (node < inner) node = 2 * node + (x[n * dimension + coordinates[node]!]! > 0 ? 2 : 1);
        y[n] = leaves[node - inner]!;
      }
    },
  });
}
