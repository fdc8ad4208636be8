import {
  averagingPredictor,
  boostingPredictor,
  gaussianProcessPredictor,
  greedyTreePredictor,
  lassoPredictor,
  leastSquaresPredictor,
  meanPredictor,
  nearestNeighboursPredictor,
  type Predictor,
  ridgePredictor,
  zeroPredictor,
} from "../../../learning/predictors/index.js";
import {
  decisionTreeTask,
  gaussianKernel,
  type Kernel,
  kernelTask,
  linearKernel,
  linearTask,
  logisticTask,
  noisyLinearTask,
  reluNetworkTask,
  sparseLinearTask,
  type Task,
} from "../../../learning/tasks/index.js";

/** The classes of functions that the study knows. */
export const classNames = [
  "linear",
  "noisy-linear",
  "sparse",
  "relu-network",
  "decision-tree",
  "kernel",
  "logistic",
] as const;
export type ClassName = (typeof classNames)[number];

/** The sizes that make a class. */
export interface ClassSizes {
  readonly d: number;
  /** Variance of the labels' noise in `noisy-linear`. */
  readonly noise: number;
  /** Coordinates that are not zero in `sparse`. */
  readonly nonzero: number;
  /** Hidden units of `relu-network`. */
  readonly hidden: number;
  /** Depth of `decision-tree`. */
  readonly depth: number;
}

/** A class of functions, and what can be predicted of them without training. */
export interface FunctionClass {
  readonly task: Task;
  readonly baselines: readonly Predictor[];
}

/** The Bayes predictor's name, for classes where it is among the baselines. */
export const bayesOf: Readonly<Partial<Record<string, string>>> = {
  linear: "least squares",
  "noisy-linear": "ridge",
  kernel: "Gaussian process",
};

/** A class by its name, with the baselines of Garg et al. (2022, arXiv:2208.01066, §3) that fit it. */
export function functionClass(
  name: ClassName,
  { d: dimension, noise, nonzero, hidden, depth }: ClassSizes,
): FunctionClass {
  const neighbours = nearestNeighboursPredictor();
  const common = [averagingPredictor, leastSquaresPredictor, neighbours];
  switch (name) {
    case "linear":
      return { task: linearTask({ dimension }), baselines: [zeroPredictor, ...common] };
    case "noisy-linear":
      return {
        task: noisyLinearTask({ dimension, noiseVariance: noise }),
        baselines: [zeroPredictor, ...common, ridgePredictor({ lambda: noise })],
      };
    case "sparse":
      return {
        task: sparseLinearTask({ dimension, nonzero: Math.min(nonzero, dimension) }),
        baselines: [...common, lassoPredictor({ alpha: 0.01 })],
      };
    case "relu-network":
      return {
        task: reluNetworkTask({ dimension, hidden }),
        baselines: [...common, gaussianProcessPredictor({ kernel: reluKernel, noiseVariance: 0 })],
      };
    case "decision-tree":
      return {
        task: decisionTreeTask({ dimension, depth }),
        baselines: [...common, greedyTreePredictor(), boostingPredictor()],
      };
    case "kernel":
      return {
        task: kernelTask({ dimension }),
        baselines: [...common, gaussianProcessPredictor({ kernel: gaussianKernel(), noiseVariance: 0 })],
      };
    case "logistic":
      return { task: logisticTask({ dimension }), baselines: [zeroPredictor, ...common] };
  }
}

/** A person's own task, with baselines of every kind. */
export function ownClass(task: Task): FunctionClass {
  const baselines = [zeroPredictor, meanPredictor, averagingPredictor, leastSquaresPredictor];
  return { task, baselines: [...baselines, nearestNeighboursPredictor(), greedyTreePredictor(), boostingPredictor()] };
}

/**
 * The covariance of a two-layer ReLU network with standard normal weights: (1/π)|x||x′|(sin θ + (π − θ) cos θ) with the
 * angle θ between the inputs (Cho and Saul 2009, the arc-cosine kernel of order 1). The best linear predictor for any
 * number of hidden units, the Bayes predictor for infinitely many.
 */
const reluKernel: Kernel = (x, i, j, dimension) => {
  const lengths = Math.sqrt(linearKernel(x, i, i, dimension) * linearKernel(x, j, j, dimension));
  if (lengths === 0) return 0;
  const cosine = Math.max(-1, Math.min(1, linearKernel(x, i, j, dimension) / lengths));
  const angle = Math.acos(cosine);
  return (lengths / Math.PI) * (Math.sqrt(1 - cosine * cosine) + (Math.PI - angle) * cosine);
};
