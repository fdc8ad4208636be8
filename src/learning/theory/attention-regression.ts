import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix, trace } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import type { Stream } from "../../numerics/random/stream.js";
import { drawPool } from "../tasks/multi-task.js";
import type { AttentionErrors } from "./attention-limit.js";

/** Sizes of {@link trainAttention}, the finite counterpart of the ratios of `attentionLimit`. */
export interface AttentionSizes {
  /** d. */
  readonly dimension: number;
  /** n, the training prompts. */
  readonly prompts: number;
  /** N, the examples of each. */
  readonly context: number;
  /** M, the tasks of the pool; Infinity for a fresh task in each prompt. */
  readonly tasks: number;
  /** ρ; 0 unless told. */
  readonly noiseVariance?: number;
  /** λ of Σ_μ (y − f)²/n + (λ/d)‖W‖²; 0, the solution of minimum norm, unless told. */
  readonly lambda?: number;
}

/**
 * Draws n prompts, fits the layer x_qᵀWû/√d to them by (ridgeless) regression, and gives its errors exactly: by their
 * moments given W and the pool, without test prompts. E ûûᵀ = (1 + 1/N)C + ((tr C + ρd)/N)I for û = (√d/N) Σ y x.
 * @throws InputError for sizes out of range; LinearAlgebraError for n = d² without ridge, nearly singular.
 */
export function trainAttention(
  stream: Stream,
  sizes: AttentionSizes,
  algebra: LinearAlgebra,
): Omit<AttentionErrors, "effectiveRidge"> {
  const { dimension: d, prompts, context, tasks } = sizes;
  for (const [name, value] of Object.entries({ dimension: d, prompts, context })) {
    if (!(Number.isInteger(value) && value >= 1)) throw invalid(name, value, "an integer of at least 1");
  }
  const pool = tasks === Number.POSITIVE_INFINITY ? undefined : drawPool(stream.child("pool"), tasks, d);
  const W = fitAttention(drawFeatures(stream, sizes, pool), sizes, algebra);
  const fresh = exactError(W, undefined, sizes, algebra);
  return { fresh, pretraining: pool ? exactError(W, pool, sizes, algebra) : fresh };
}

interface Features {
  /** Query inputs: n × d. */
  readonly queries: Matrix;
  /** û: n × d. */
  readonly summaries: Matrix;
  /** Labels of the queries: n × 1. */
  readonly labels: Matrix;
}

function drawFeatures(stream: Stream, sizes: AttentionSizes, pool: Matrix | undefined): Features {
  const { dimension: d, prompts, context, noiseVariance = 0 } = sizes;
  const [queries, summaries, labels] = [matrix(prompts, d), matrix(prompts, d), matrix(prompts, 1)];
  const noise = Math.sqrt(noiseVariance);
  const [chosen, fresh] = [stream.child("task"), new Float64Array(d)];
  const source = stream.child("prompts");
  const x = new Float64Array(d);
  for (let mu = 0; mu < prompts; mu++) {
    const w = pool ? rowOf(pool, chosen.integer(pool.rows)) : chosen.fillNormal(fresh);
    const label = () => {
      source.fillNormal(x);
      let sum = 0;
      for (let i = 0; i < d; i++) sum += w[i]! * x[i]!;
      return sum / Math.sqrt(d) + noise * source.normal();
    };
    const summary = rowOf(summaries, mu);
    for (let n = 0; n < context; n++) {
      const y = (label() * Math.sqrt(d)) / context;
      for (let i = 0; i < d; i++) summary[i]! += y * x[i]!;
    }
    labels.data[mu] = label();
    queries.data.set(x, mu * d);
  }
  return { queries, summaries, labels };
}

/** W (d × d), in the space of parameters or of prompts, whichever is smaller. */
function fitAttention({ queries, summaries, labels }: Features, sizes: AttentionSizes, algebra: LinearAlgebra): Matrix {
  const { dimension: d, prompts: n, lambda = 0 } = sizes;
  const penalty = (n * lambda) / d;
  if (n >= d * d) {
    const features = outerProducts(queries, summaries);
    const normal = addToDiagonal(algebra.syrk(features), penalty);
    const right = algebra.gemm(features, labels, { transposeA: true });
    return matrix(d, d, algebra.solvePositive(normal, right).data);
  }
  // The Gram matrix of the features x_q ⊗ û/√d is an elementwise product of Gram matrices.
  const gram = algebra.gemm(queries, queries, { transposeB: true });
  const other = algebra.gemm(summaries, summaries, { transposeB: true });
  for (let i = 0; i < gram.data.length; i++) gram.data[i]! *= other.data[i]! / d;
  const dual = algebra.solvePositive(addToDiagonal(gram, penalty), labels).data;
  const weighted = matrix(
    n,
    d,
    queries.data.map((value, i) => (value * dual[Math.floor(i / d)]!) / Math.sqrt(d)),
  );
  return algebra.gemm(weighted, summaries, { transposeA: true });
}

/** The features x_q ⊗ û/√d: n × d². */
function outerProducts(queries: Matrix, summaries: Matrix): Matrix {
  const { rows: n, columns: d } = queries;
  const features = matrix(n, d * d);
  for (let mu = 0; mu < n; mu++) {
    for (let i = 0; i < d; i++) {
      const query = queries.data[mu * d + i]! / Math.sqrt(d);
      for (let j = 0; j < d; j++) features.data[(mu * d + i) * d + j] = query * summaries.data[mu * d + j]!;
    }
  }
  return features;
}

/** ρ + [tr C − 2 tr(WC) + tr(WEWᵀ)]/d on tasks of covariance C: that of the pool, or I without one. */
function exactError(W: Matrix, pool: Matrix | undefined, sizes: AttentionSizes, algebra: LinearAlgebra): number {
  const { dimension: d, context, noiseVariance = 0 } = sizes;
  const C = pool ? scaled(algebra.syrk(pool), 1 / pool.rows) : addToDiagonal(matrix(d, d), 1);
  const total = trace(C);
  const E = addToDiagonal(scaled(C, 1 + 1 / context), (total + noiseVariance * d) / context);
  const quadratic = algebra.gemm(algebra.gemm(W, E), W, { transposeB: true });
  return noiseVariance + (total - 2 * trace(algebra.gemm(W, C)) + trace(quadratic)) / d;
}

function scaled({ rows, columns, data }: Matrix, factor: number): Matrix {
  return matrix(
    rows,
    columns,
    data.map((value) => factor * value),
  );
}

/** Adds to the diagonal, in place; returns the matrix. */
function addToDiagonal(a: Matrix, value: number): Matrix {
  for (let i = 0; i < a.rows; i++) a.data[i * (a.columns + 1)]! += value;
  return a;
}
