import {
  broadcastTo,
  expandDims,
  grad,
  mapTree,
  mean,
  mul,
  square,
  stopGradient,
  sub,
  sum,
  type Value,
} from "../../tensor/index.js";
import { type NetworkWeights, predictEach } from "./network.js";

/** Examples of several tasks: xs tasks × examples × d, ys tasks × examples. */
export interface Examples {
  readonly xs: Value;
  readonly ys: Value;
}

/** How a network adapts to a task. */
export interface Adaptation {
  /** α of the inner loop. */
  readonly rate: number;
  /** Gradient steps of the inner loop. */
  readonly steps: number;
  /**
   * Whether the outer gradient goes through the inner one (MAML), or takes the inner steps as constants (its first-order
   * variant). It changes gradients only, never what is computed.
   */
  readonly order: "second" | "first";
}

/**
 * The inner loop for every task at once: θ_T = θ − α ∇_θ L_T(θ), with L_T the mean squared error on the task's examples
 * (Finn, Abbeel and Levine 2017, arXiv:1703.03400, eq. (1); handbook §4.3).
 * @param weights shared by all tasks; the result has the task as a first axis of every leaf.
 */
export function adapt(
  weights: NetworkWeights<Value>,
  { xs, ys }: Examples,
  { rate, steps, order }: Adaptation,
): NetworkWeights<Value> {
  const [tasks] = xs.shape;
  let own = mapLeaves((leaf) => broadcastTo(expandDims(leaf, 0), [tasks!, ...leaf.shape]), weights);
  // Tasks do not touch each other's weights, so one gradient of the sum holds the gradient of each.
  const gradient = grad((each: NetworkWeights<Value>) => sum(mean(square(sub(predictEach(each, xs), ys)), 1)));
  for (let step = 0; step < steps; step++) {
    const slope = gradient(own) as NetworkWeights<Value>;
    own = mapTwo((weight, g) => sub(weight, mul(order === "first" ? stopGradient(g) : g, rate)), own, slope);
  }
  return own;
}

/**
 * The loss of the outer loop: the mean squared error of the adapted networks on other examples of the same tasks (Finn et
 * al., eq. (1)). With the same examples twice it is the sum of L_T(θ_T) as the handbook prints it.
 */
export function metaLoss(
  weights: NetworkWeights<Value>,
  support: Examples,
  query: Examples,
  adaptation: Adaptation,
): Value {
  return mean(square(sub(predictEach(adapt(weights, support, adaptation), query.xs), query.ys)));
}

function mapLeaves(fn: (leaf: Value) => Value, tree: NetworkWeights<Value>): NetworkWeights<Value> {
  return mapTree(fn, tree) as NetworkWeights<Value>;
}

function mapTwo(
  fn: (a: Value, b: Value) => Value,
  a: NetworkWeights<Value>,
  b: NetworkWeights<Value>,
): NetworkWeights<Value> {
  return mapTree(fn, a, b) as NetworkWeights<Value>;
}
