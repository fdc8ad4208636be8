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
  const side = (above: boolean) =>
    growNode(
      growth,
      orders.map((order) => order.filter((n) => examples.value(n, coordinate) > threshold === above)),
      depthLeft - 1,
    );
  return { coordinate, threshold, below: side(false), above: side(true) };
}

interface Split {
  readonly coordinate: number;
  readonly threshold: number;
  readonly gain: number;
}

function bestSplit(growth: Growth, orders: readonly (readonly number[])[], total: number): Split | undefined {
  const { examples, targets, settings } = growth;
  const count = orders[0]!.length;
  const score = (sum: number, n: number) => (sum * sum) / (n + settings.penalty);
  const whole = score(total, count);
  let best: Split | undefined;
  orders.forEach((order, coordinate) => {
    let below = 0;
    for (let i = 0; i + 1 < count; i++) {
      below += targets[order[i]!]!;
      const gain = score(below, i + 1) + score(total - below, count - i - 1) - whole;
      if (best !== undefined && gain <= best.gain) continue;
      const here = examples.value(order[i]!, coordinate);
      const next = examples.value(order[i + 1]!, coordinate);
      if (here < next) best = { coordinate, threshold: (here + next) / 2, gain };
    }
  });
  return best;
}
