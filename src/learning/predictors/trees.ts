import { invalid } from "../../numerics/errors.js";
import { type Predictor, promptPredictor } from "./predictor.js";
import { evaluateTree, growTree, type TreeSettings } from "./regression-tree.js";
import { SortedExamples } from "./sorted-examples.js";

/**
 * One greedy regression tree (CART), refitted at every position; 0 before the first example (Garg et al. 2022,
 * arXiv:2208.01066, §3.2).
 * @throws InputError unless the depth is at least 1.
 */
export function greedyTreePredictor({ maxDepth = Number.POSITIVE_INFINITY } = {}): Predictor {
  requireAbove0("depth", maxDepth);
  return treePredictor("greedy tree", (examples, y, n) =>
    evaluateTree(growTree(examples, y, { maxDepth, penalty: 0 }), examples, n),
  );
}

/** Settings of {@link boostingPredictor}. */
export interface BoostingSettings {
  /** Number of trees; 50 unless told. */
  readonly trees?: number;
  /** Factor of each tree; 0.1 unless told. */
  readonly learningRate?: number;
  /** Depth of each tree; 4 unless told. */
  readonly maxDepth?: number;
  /** λ of the leaf values; 1 unless told, as in XGBoost. */
  readonly penalty?: number;
}

/**
 * Gradient boosting of trees for squared loss from the mean of the labels, refitted at every position (Friedman 2001, Ann.
 * Stat. 29:1189; the defaults are those of XGBoost in Garg et al. 2022, arXiv:2208.01066, §A.3).
 * @throws InputError for settings out of range.
 */
export function boostingPredictor(settings: BoostingSettings = {}): Predictor {
  const { trees = 50, learningRate = 0.1, maxDepth = 4, penalty = 1 } = settings;
  for (const [name, value] of Object.entries({ trees, "learning rate": learningRate, depth: maxDepth })) {
    requireAbove0(name, value);
  }
  if (!(penalty >= 0)) throw invalid("penalty", penalty, "a number of at least 0");
  return treePredictor("boosting", (examples, y, n) =>
    boost(examples, y, n, { trees, learningRate, maxDepth, penalty }),
  );
}

/** The boosted prediction for example n from those before it, whose labels are `y`. */
function boost(
  examples: SortedExamples,
  y: Float64Array,
  n: number,
  { trees, learningRate, ...tree }: TreeSettings & { trees: number; learningRate: number },
): number {
  let prediction = y.reduce((sum, value) => sum + value, 0) / y.length;
  const residuals = y.map((value) => value - prediction);
  for (let round = 0; round < trees; round++) {
    const fitted = growTree(examples, residuals, tree);
    prediction += learningRate * evaluateTree(fitted, examples, n);
    for (let i = 0; i < residuals.length; i++) residuals[i]! -= learningRate * evaluateTree(fitted, examples, i);
  }
  return prediction;
}

/** Calls `predict(examples, labels, k)` with the first k examples at every position k ≥ 1. */
function treePredictor(
  name: string,
  predict: (examples: SortedExamples, labels: Float64Array, k: number) => number,
): Predictor {
  return promptPredictor(name, ({ x, y, dimension, points }, predictions) => {
    const examples = new SortedExamples(x, dimension);
    for (let k = 1; k < points; k++) {
      examples.add(k - 1);
      predictions[k] = predict(examples, y.subarray(0, k), k);
    }
  });
}

function requireAbove0(name: string, value: number): void {
  if (!(value > 0)) throw invalid(name, value, "a number above 0");
}
