import { invalid } from "../numerics/errors.js";
import { concatenate, reshape, sizeOf, slice, type Tree, type Value } from "../tensor/index.js";
import type { GradientTransformation } from "./transformation.js";
import { leavesOf, withLeaves } from "./trees.js";

/**
 * A rule that treats every number alike, applied to one vector of all of them: a step of Adam over fifty tensors is a
 * dozen operators instead of six hundred, most of them over short vectors. The rule's state is over the vector.
 *
 * Source: `flatten` of optax (DeepMind, "The DeepMind JAX Ecosystem", 2020).
 */
export function flattened<S extends Tree<Value>>(rule: GradientTransformation<S>): GradientTransformation<S> {
  return {
    ...rule,
    init: (params) => rule.init(vectorOf(params)),
    update(gradients, state, params, context) {
      const [updates, next] = rule.update(vectorOf(gradients), state, vectorOf(params), context);
      return [treeOf(updates as Value, params), next];
    },
  };
}

/** All numbers of a tree, in the order of `flattenTree`. */
function vectorOf(tree: Tree<Value>): Value {
  const vectors = leavesOf(tree).map((leaf) => reshape(leaf, [sizeOf(leaf.shape)]));
  if (vectors.length === 0) throw invalid("parameters", "an empty tree", "at least one tensor");
  return concatenate(vectors, 0);
}

/** The numbers of a vector in the tree and the shapes of another. */
function treeOf(vector: Value, like: Tree<Value>): Tree<Value> {
  let end = 0;
  const leaves = leavesOf(like).map(({ shape }) => {
    const start = end;
    end += sizeOf(shape);
    return reshape(slice(vector, [start], [end]), shape);
  });
  return withLeaves(like, leaves);
}
