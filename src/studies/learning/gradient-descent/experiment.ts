import {
  attentionLayer,
  descendByAttention,
  dot,
  geluDescentStep,
  gradientDescentHeads,
  leastSquaresDescent,
  masks,
  type OneStep,
  onlineDescent,
  type Prompt,
  regressionTokens,
} from "../../../learning/constructions/index.js";
import { matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import { rowOf } from "../../../numerics/linear-algebra/rows.js";
import type { Stream } from "../../../numerics/random/stream.js";

/** A prompt with the answer to its query. */
export interface Task extends Prompt {
  readonly target: number;
}

/** Inputs uniform on [−1, 1]^d, w ~ N(0, I), no noise: von Oswald et al. */
export function drawTask(d: number, N: number, stream: Stream): Task {
  const uniform = (length: number) => stream.fillUniform(new Float64Array(length)).map((u) => 2 * u - 1);
  const w = stream.fillNormal(new Float64Array(d));
  const X = matrix(N, d, uniform(N * d));
  const query = uniform(d);
  return { X, y: Float64Array.from({ length: N }, (_, i) => dot(w, rowOf(X, i))), query, target: dot(w, query) };
}

/** The moments of these inputs, for the exact loss of one step. */
export function uniformInputs({ d, N }: { readonly d: number; readonly N: number }): OneStep {
  return { d, N, variance: 1 / 3, fourthMoment: 1 / 5 };
}

/** Variants of the stack whose predictions are held against gradient descent. */
export const variants = ["examples only", "query sees itself", "causal mask", "softmax"] as const;
export type Variant = (typeof variants)[number];

/** The query's prediction after each layer of every variant, all with the same hand-set weights. */
export function predictionsOf(
  task: Task,
  { eta, layers }: { readonly eta: number; readonly layers: number },
  algebra: LinearAlgebra,
): Record<Variant, Float64Array> {
  const N = task.X.rows;
  const exponential = (query: Float64Array, key: Float64Array) => Math.exp(dot(query, key));
  const stack = (options: object) => descendByAttention(task, { eta, layers, ...options }, algebra);
  return {
    "examples only": stack({}),
    "query sees itself": stack({ mask: masks.all() }),
    "causal mask": stack({ mask: masks.causal(N) }),
    softmax: stack({ similarity: exponential, normalised: true }),
  };
}

/** The predictions of plain gradient descent on the weights after each step. */
export function descentPredictions(task: Task, eta: number, steps: number): Float64Array {
  return Float64Array.from(leastSquaresDescent(task, { eta, steps }), (w) => dot(w, task.query));
}

/**
 * Largest difference, over the examples, between what one layer under a strictly causal mask adds to an example and the
 * prediction of one batch step on the examples before it.
 */
export function causalLayerGap(task: Task, eta: number, algebra: LinearAlgebra): number {
  const { rows: N, columns: d } = task.X;
  const heads = gradientDescentHeads({ d, rate: eta / N });
  const tokens = attentionLayer(regressionTokens(task), heads, algebra, { mask: (j, i) => i < j });
  const gaps = Array.from({ length: N - 1 }, (_, k) => {
    const j = k + 1;
    const before = { X: matrix(j, d, task.X.data.slice(0, j * d)), y: task.y.slice(0, j) };
    const [w] = leastSquaresDescent(before, { eta: (eta * j) / N, steps: 1 });
    return Math.abs(task.y[j]! - rowOf(tokens, j)[d]! - dot(w!, rowOf(task.X, j)));
  });
  return Math.max(0, ...gaps);
}

/** Layers after which a causal stack with the largest safe step has converged to rounding. */
const DEEP = 1200;

/** |prediction of a deep causal stack − prediction after one online pass that fits each example in turn|. */
export function onlineLimitGap(task: Task, algebra: LinearAlgebra): number {
  const N = task.X.rows;
  const longest = Math.max(...Array.from({ length: N }, (_, i) => dot(rowOf(task.X, i), rowOf(task.X, i))));
  const options = { eta: N / longest, layers: DEEP, mask: masks.causal(N) };
  const limit = descendByAttention(task, options, algebra).at(-1)!;
  return Math.abs(limit - dot(onlineDescent(task, "full"), task.query));
}

/** The prediction of one layer at η = 1; it is proportional to η. */
export function unitStepPrediction(task: Task, algebra: LinearAlgebra): number {
  return descendByAttention(task, { eta: 1, layers: 1 }, algebra)[0]!;
}

/** Scales of the products by GELU. */
export const geluScales = [0.32, 0.08, 0.02, 0.005, 0.00125] as const;

/** Largest error of a weight after one gradient step from the task's first example, with products by GELU. */
export function geluStepError(task: Task, eta: number, scale: number): number {
  const start = rowOf(task.X, 0).slice();
  const [exact] = leastSquaresDescent(task, { eta, steps: 1, start });
  const step = geluDescentStep(task, start, { eta, scale });
  return Math.max(...step.map((value, a) => Math.abs(value - exact![a]!)));
}
