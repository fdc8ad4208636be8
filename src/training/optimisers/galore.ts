import { invalid } from "../../numerics/errors.js";
import { type LinearAlgebra, matrix } from "../../numerics/linear-algebra/index.js";
import {
  add,
  div,
  matmul,
  mul,
  sqrt,
  square,
  type Tensor,
  type Tree,
  transpose,
  type Value,
  zeros,
} from "../../tensor/index.js";
import { addDecayedWeights, scaleByLearningRate } from "../scaling.js";
import type { Schedule } from "../schedules.js";
import { chain, type GradientTransformation, type HostRefresh } from "../transformation.js";
import { leavesOf, withLeaves } from "../trees.js";
import { averaged, correction, requireBetas } from "./moments.js";

/** Options of {@link galore}. */
export interface GaloreOptions {
  /** Of the space in which the moments live. A matrix that has no more rows or columns than this is not projected. */
  readonly rank: number;
  /** Steps between two projections; 200 unless told. */
  readonly gap?: number;
  /** Factor α of the update that comes back from the small space; 0.25 unless told. */
  readonly scale?: number;
  /** Of the mean of gradients; 0.9 unless told. */
  readonly beta1?: number;
  /** Of the mean of their squares; 0.999 unless told. */
  readonly beta2?: number;
  /** Added to the root of the second moment, before its bias correction; 1e-6 unless told. */
  readonly epsilon?: number;
  /** Decoupled; 0 unless told. */
  readonly weightDecay?: number;
}

/** Of one tensor of parameters; m × n parameters with m ≥ n have projection n × r and moments m × r, else m × r, r × n. */
interface LeafState {
  readonly mean: Value;
  readonly square: Value;
  readonly projection?: Value;
  readonly [name: string]: Tree<Value>;
}

interface GaloreState {
  readonly leaves: readonly LeafState[];
  readonly meanCorrection: Value;
  readonly squareCorrection: Value;
  readonly [name: string]: Tree<Value>;
}

/**
 * GaLore: Adam in a low-rank space of the gradient. A gradient G (m × n) with the projection P is R = G·P (m ≥ n, P the
 * first r right singular vectors) or R = Pᵀ·G (m < n, left ones); the update is α times Adam's direction of R taken
 * back, N·Pᵀ or P·N. Other parameters (vectors, small matrices) take plain Adam.
 *
 * A singular value decomposition has no place in the graph: P is part of the state, zero at first (nothing moves until
 * it is known), and the host renews it from the gradient before step 0 and every `gap` steps (`refresh`), in float64
 * by `algebra`. As in the authors' code the moments are not carried over to the new space, so that after the first
 * renewal the path depends on the signs that the decomposition gives its vectors; the embedded and OpenBLAS providers
 * may differ there.
 *
 * Source: Zhao et al., arXiv 2403.03507, algorithm 2 (Adam with ε before the bias correction, as in their code).
 * @throws InputError unless rank and gap are integers of at least 1
 */
export function galore(
  learningRate: number | Schedule,
  algebra: LinearAlgebra,
  options: GaloreOptions,
): GradientTransformation {
  const { weightDecay = 0 } = options;
  return chain(scaleByGalore(algebra, options), addDecayedWeights(weightDecay), scaleByLearningRate(learningRate));
}

/** The direction of {@link galore} before the learning rate. */
export function scaleByGalore(
  algebra: LinearAlgebra,
  options: Omit<GaloreOptions, "weightDecay">,
): GradientTransformation<GaloreState> {
  const { rank, gap = 200, scale = 0.25, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-6 } = options;
  requireBetas({ beta1, beta2 });
  for (const [name, count] of Object.entries({ rank, gap })) {
    if (!(Number.isInteger(count) && count >= 1)) throw invalid(name, count, "an integer of at least 1");
  }
  return {
    init: (params) => ({
      leaves: leavesOf(params).map(({ shape }) => initialLeaf(shape, rank)),
      meanCorrection: zeros([]),
      squareCorrection: zeros([]),
    }),
    update(gradients, state) {
      const leaves = leavesOf(gradients);
      const next = {
        leaves: leaves.map((gradient, k) => nextLeaf(state.leaves[k]!, gradient, beta1, beta2)),
        meanCorrection: correction(beta1, state.meanCorrection),
        squareCorrection: correction(beta2, state.squareCorrection),
      };
      const step = div(sqrt(next.squareCorrection), next.meanCorrection);
      const updates = leaves.map(({ shape }, k) => {
        const { mean, square: meanSquare, projection } = next.leaves[k]!;
        const direction = mul(div(mean, add(sqrt(meanSquare), epsilon)), step);
        return projection ? mul(takenBack(direction, projection, shape), scale) : direction;
      });
      return [withLeaves(gradients, updates), next];
    },
    refresh: { every: gap, from: "gradient", apply: renewProjections(algebra) },
  };
}

/** Whether the projection multiplies from the right: the gradient has at least as many rows as columns. */
function isRight([rows = 0, columns = 0]: readonly number[]): boolean {
  return rows >= columns;
}

function initialLeaf(shape: readonly number[], rank: number): LeafState {
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || Math.min(rows, columns) <= rank) return { mean: zeros(shape), square: zeros(shape) };
  const small = isRight(shape) ? [rows, rank] : [rank, columns];
  return { mean: zeros(small), square: zeros(small), projection: zeros([Math.min(rows, columns), rank]) };
}

function nextLeaf(state: LeafState, gradient: Value, beta1: number, beta2: number): LeafState {
  const { projection } = state;
  const reduced = projection ? projected(gradient, projection) : gradient;
  return {
    mean: averaged(beta1, state.mean, reduced),
    square: averaged(beta2, state.square, square(reduced)),
    ...(projection && { projection }),
  };
}

function projected(gradient: Value, projection: Value): Value {
  return isRight(gradient.shape) ? matmul(gradient, projection) : matmul(transpose(projection), gradient);
}

function takenBack(direction: Value, projection: Value, shape: readonly number[]): Value {
  return isRight(shape) ? matmul(direction, transpose(projection)) : matmul(projection, direction);
}

/** Puts the leading singular vectors of each gradient in the place of its projection. */
function renewProjections(algebra: LinearAlgebra): HostRefresh["apply"] {
  return (state, estimate) => {
    const { leaves, ...corrections } = state as { leaves: readonly Record<string, Tensor>[] } & Record<string, Tensor>;
    const gradients = leavesOf(estimate);
    const renewed = leaves.map((leaf, k) =>
      leaf.projection ? { ...leaf, projection: leadingVectors(algebra, gradients[k]!, leaf.projection) } : leaf,
    );
    return { ...corrections, leaves: renewed };
  };
}

/** The first r singular vectors of a gradient as columns, in the type and shape of the old projection. */
function leadingVectors(algebra: LinearAlgebra, gradient: Tensor, old: Tensor): Tensor {
  const [rows = 0, columns = 0] = gradient.shape;
  const [side = 0, rank = 0] = old.shape;
  const { u, vt } = algebra.svd(matrix(rows, columns, Float64Array.from(gradient.data)));
  const isOfRight = isRight(gradient.shape);
  const data = old.data.slice();
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < rank; j++) {
      data[i * rank + j] = isOfRight ? vt.data[j * vt.columns + i]! : u.data[i * u.columns + j]!;
    }
  }
  return { data, shape: old.shape };
}
