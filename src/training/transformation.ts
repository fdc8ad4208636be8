import { invalid } from "../numerics/errors.js";
import { add, type Tensor, type Tree, type Value } from "../tensor/index.js";
import type { Schedule } from "./schedules.js";
import { mapLeaves } from "./trees.js";

/** What a rule may know beside gradients and parameters. */
export interface StepContext {
  /** Number of steps done before this one, a scalar of the program's float type: exact up to 2^24 in float32. */
  readonly step: Value;
}

/**
 * The part of a rule that cannot be in the graph (a singular value decomposition, an estimate from another program): a
 * host function that renews the rule's state before step 0 and every `every` steps after it.
 */
export interface HostRefresh {
  /** Steps from one refresh to the next. */
  readonly every: number;
  /** What `apply` is given at the current parameters: the loss's gradient, or an estimate of its Hessian's diagonal. */
  readonly from: "gradient" | "hessian";
  /** The renewed state. `estimate` has the tree and the shapes of the parameters. */
  apply(state: Tree<Tensor>, estimate: Tree<Tensor>): Tree<Tensor>;
}

/**
 * A rule that turns gradients into updates, as a pair (init, update). Both are traced: they are written over values, so
 * that a whole training step is one graph. Rules are composed with {@link chain}.
 *
 * Source: the design of optax (DeepMind, "The DeepMind JAX Ecosystem", 2020).
 */
export interface GradientTransformation<S extends Tree<Value> = Tree<Value>> {
  /** The state before the first step. */
  init(params: Tree<Value>): S;
  /** Updates (the tree and shapes of the parameters) and the new state. Pure: nothing is changed in place. */
  update(gradients: Tree<Value>, state: S, params: Tree<Value>, context: StepContext): [Tree<Value>, S];
  /** The learning rate by step, for rules that have one: what the live metrics show. */
  readonly learningRate?: Schedule;
  /** What the host must do between steps, for rules that need it. */
  readonly refresh?: HostRefresh;
}

/** A rule without state. */
export function stateless(
  rule: (gradients: Tree<Value>, params: Tree<Value>, context: StepContext) => Tree<Value>,
): GradientTransformation {
  return {
    init: () => [],
    update: (gradients, state, params, context) => [rule(gradients, params, context), state],
  };
}

/**
 * The rules one after the other: the updates of each are the gradients of the next. The state is the list of theirs.
 * @throws InputError where more than one of them needs the host
 */
export function chain(...rules: readonly GradientTransformation[]): GradientTransformation<readonly Tree<Value>[]> {
  const learningRate = rules.findLast((rule) => rule.learningRate)?.learningRate;
  const refresh = refreshOf(rules);
  return {
    init: (params) => rules.map((rule) => rule.init(params)),
    update(gradients, states, params, context) {
      let updates = gradients;
      const next = rules.map((rule, index) => {
        const [changed, state] = rule.update(updates, states[index]!, params, context);
        updates = changed;
        return state;
      });
      return [updates, next];
    },
    ...(learningRate && { learningRate }),
    ...(refresh && { refresh }),
  };
}

/** The refresh of the one rule that has one, on that rule's place in the chain's state. */
function refreshOf(rules: readonly GradientTransformation[]): HostRefresh | undefined {
  const places = rules.flatMap((rule, index) => (rule.refresh ? [index] : []));
  if (places.length > 1) throw invalid("chain", `${places.length} rules that need the host`, "at most one");
  const [place] = places;
  if (place === undefined) return undefined;
  const own = rules[place]!.refresh!;
  return {
    ...own,
    apply: (states, estimate) =>
      (states as readonly Tree<Tensor>[]).map((state, index) => (index === place ? own.apply(state, estimate) : state)),
  };
}

/** The parameters plus the updates. */
export function applyUpdates(params: Tree<Value>, updates: Tree<Value>): Tree<Value> {
  return mapLeaves(add, params, updates);
}
