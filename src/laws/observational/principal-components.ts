import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix, transpose } from "../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";

/** Models on the principal axes of their benchmarks. */
export interface BenchmarkAxes {
  /** models × components; the sign of each axis is such that its loadings sum to a positive number. */
  readonly scores: Matrix;
  /** components × benchmarks, orthonormal rows. */
  readonly loadings: Matrix;
  /** Mean of each benchmark. */
  readonly means: Float64Array;
  /** Share of the variance that each component explains. */
  readonly explained: Float64Array;
}

/**
 * Principal components of a table of scores (models × benchmarks), centred and not scaled, as benchmarks share the unit of
 * accuracy. Source: Ruan, Maddison & Hashimoto (2024), arXiv 2405.10938, §3.
 *
 * @throws InputError for values that are not finite (see {@link imputeByComponents}) and for more components than there
 * are benchmarks or models.
 */
export function principalComponents(scores: Matrix, components: number, algebra: LinearAlgebra): BenchmarkAxes {
  const { rows, columns, data } = scores;
  if (data.some((value) => !Number.isFinite(value))) throw invalid("scores", "missing values", "a number for each");
  if (!Number.isInteger(components) || components < 1 || components > Math.min(rows - 1, columns)) {
    throw invalid("components", components, `a whole number from 1 to ${Math.min(rows - 1, columns)}`);
  }
  const means = Float64Array.from({ length: columns }, (_, j) => columnMean(scores, j));
  const centred = matrix(
    rows,
    columns,
    data.map((value, k) => value - means[k % columns]!),
  );
  const { values, vectors } = algebra.eigh(algebra.syrk(centred));
  const total = values.reduce((sum, value) => sum + value, 0);
  const loadings = matrix(components, columns);
  for (let c = 0; c < components; c++) {
    const column = Float64Array.from({ length: columns }, (_, j) => vectors.data[j * columns + columns - 1 - c]!);
    const sign = column.reduce((sum, x) => sum + x, 0) < 0 ? -1 : 1;
    loadings.data.set(
      column.map((x) => sign * x),
      c * columns,
    );
  }
  return {
    scores: algebra.gemm(centred, transpose(loadings)),
    loadings,
    means,
    explained: Float64Array.from({ length: components }, (_, c) => values[columns - 1 - c]! / total),
  };
}

/**
 * The table with missing scores (NaN) filled by its own first `components`, repeated until nothing moves by 1e-10.
 * Source: as above, appendix B; the iteration is that of Roweis, EM algorithms for PCA and SPCA (1998).
 *
 * @throws InputError where a benchmark has no score at all.
 */
export function imputeByComponents(scores: Matrix, components: number, algebra: LinearAlgebra): Matrix {
  const { rows, columns, data } = scores;
  const missing = [...data.keys()].filter((k) => Number.isNaN(data[k]!));
  const means = Array.from({ length: columns }, (_, j) => columnMean(scores, j));
  const empty = means.findIndex(Number.isNaN);
  if (empty >= 0) throw invalid(`benchmark ${empty + 1}`, "no score", "a score of one model at least");
  const filled = data.map((value, k) => (Number.isNaN(value) ? means[k % columns]! : value));
  for (let round = 0; round < 10_000 && missing.length > 0; round++) {
    const axes = principalComponents(matrix(rows, columns, filled), components, algebra);
    const fitted = algebra.gemm(axes.scores, axes.loadings).data;
    let moved = 0;
    for (const k of missing) {
      const next = fitted[k]! + axes.means[k % columns]!;
      moved = Math.max(moved, Math.abs(next - filled[k]!));
      filled[k] = next;
    }
    if (moved < 1e-10) break;
  }
  return matrix(rows, columns, filled);
}

/** Mean of a column over the numbers in it. */
function columnMean({ rows, columns, data }: Matrix, j: number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const value = data[i * columns + j]!;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
