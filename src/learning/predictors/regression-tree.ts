import type { SortedExamples } from "./sorted-examples.js";

/** A fitted tree: a leaf's value, or the test x_c > threshold with what follows where it fails and where it holds. */
export type RegressionTree =
  | { readonly value: number }
  | {
      readonly coordinate: number;
      readonly threshold: number;
      readonly below: RegressionTree;
      readonly above: RegressionTree;
    };

/** Settings of {@link growTree}. */
export interface TreeSettings {
  /** Most tests on a path; Infinity grows until every leaf is pure. */
  readonly maxDepth: number;
  /** λ of the leaf values Σr/(n + λ): 0 gives means. */
  readonly penalty: number;
}

/** A gain below this share of a node's sum of squares is rounding. */
const LEAST_GAIN = 1e-12;

/**
 * Grows a tree greedily on the targets (by example): each node takes the split of largest gain
 * S_b²/(n_b + λ) + S_a²/(n_a + λ) − S²/(n + λ) in the sums S of targets below and above, midway between neighbours. With
 * λ = 0 that is CART (Breiman et al. 1984); with λ > 0 XGBoost's exact greedy step for squared loss (Chen & Guestrin
 * 2016, arXiv:1603.02754, eq. (7)).
 */
export function growTree(examples: SortedExamples, targets: Float64Array, settings: TreeSettings): RegressionTree {
  return growNode({ examples, targets, settings }, examples.orders, settings.maxDepth);
}

/** The tree's value for example `n`. */
export function evaluateTree(tree: RegressionTree, examples: SortedExamples, n: number): number {
  let node = tree;
  while (!("value" in node)) node = examples.value(n, node.coordinate) > node.threshold ? node.above : node.below;
  return node.value;
}

interface Growth {
  readonly examples: SortedExamples;
  readonly targets: Float64Array;
  readonly settings: TreeSettings;
}

function growNode(growth: Growth, orders: readonly (readonly number[])[], depthLeft: number): RegressionTree {
  const { targets, settings, examples } = growth;
  const members = orders[0]!;
  let [total, squares] = [0, 0];
  for (const n of members) {
    total += targets[n]!;
    squares += targets[n]! ** 2;
  }
  const split = depthLeft > 0 ? bestSplit(growth, orders, total) : undefined;
  if (split === undefined || split.gain <= LEAST_GAIN * squares) {
    return { value: total / (members.length + settings.penalty) };
  }
  const { coordinate, threshold } = split;
  const [below, above] = divide(examples, orders, split);
  return {
    coordinate,
    threshold,
    below: growNode(growth, below, depthLeft - 1),
    above: growNode(growth, above, depthLeft - 1),
  };
}

/** The orders of the examples on either side of a split. */
function divide(
  { x, dimension }: SortedExamples,
  orders: readonly (readonly number[])[],
  { coordinate, threshold }: Split,
): [below: number[][], above: number[][]] {
  const below: number[][] = [];
  const above: number[][] = [];
  for (const order of orders) {
    const sides: [number[], number[]] = [[], []];
    for (const n of order) sides[x[n * dimension + coordinate]! > threshold ? 1 : 0].push(n);
    below.push(sides[0]);
    above.push(sides[1]);
  }
  return [below, above];
}

interface Split {
  readonly coordinate: number;
  readonly threshold: number;
  readonly gain: number;
}

function bestSplit(growth: Growth, orders: readonly (readonly number[])[], total: number): Split | undefined {
  let best: Split | undefined;
  const whole = (total * total) / (orders[0]!.length + growth.settings.penalty);
  for (let coordinate = 0; coordinate < orders.length; coordinate++) {
    const least = best?.gain ?? Number.NEGATIVE_INFINITY;
    best = splitAlong(growth, orders[coordinate]!, { coordinate, total, whole, least }) ?? best;
  }
  return best;
}

/** The best split along one coordinate whose examples are given in its order, if its gain is above `least`. */
function splitAlong(
  { examples, targets, settings: { penalty } }: Growth,
  order: readonly number[],
  { coordinate, total, whole, least }: { coordinate: number; total: number; whole: number; least: number },
): Split | undefined {
  const { x, dimension } = examples;
  const count = order.length;
  let [at, gain, below] = [-1, least, 0];
  let here = x[order[0]! * dimension + coordinate]!;
  for (let i = 1; i < count; i++) {
    below += targets[order[i - 1]!]!;
    const next = x[order[i]! * dimension + coordinate]!;
    const score = (below * below) / (i + penalty) + (total - below) ** 2 / (count - i + penalty) - whole;
    if (score > gain && here < next) [at, gain] = [i, score];
    here = next;
  }
  if (at < 0) return undefined;
  const threshold = (examples.value(order[at - 1]!, coordinate) + examples.value(order[at]!, coordinate)) / 2;
  return { coordinate, threshold, gain };
}
