/**
 * An expression compiled for evaluation over many rows at once. Rows are independent, so that one backward pass gives
 * every row's gradient.
 */
export interface Program {
  readonly variables: readonly string[];
  readonly parameters: readonly string[];
  /**
   * Indices of the parameters in which the value is jointly affine (at most one of them is a factor of each term of
   * the sum), found from the expression: the amplitudes that variable projection eliminates.
   */
  readonly linear: readonly number[];
  /** The program over given columns (one array of n numbers for each variable, in the order of `variables`; kept). */
  bind(columns: readonly Float64Array[]): BoundProgram;
}

/**
 * A program over n rows with p parameters. Buffers are reused between calls of one bound program, and results are
 * written into the arrays given. Numbers outside a function's domain give NaN or infinities, never exceptions.
 */
export interface BoundProgram {
  readonly rows: number;
  /** f_i(theta), n numbers, into `values`. */
  value(theta: Float64Array, values: Float64Array): void;
  /** f_i(theta) into `values` and ∂f_i/∂theta_j into `jacobian[j * n + i]` (p × n). */
  jacobian(theta: Float64Array, values: Float64Array, jacobian: Float64Array): void;
  /** Σ_i weights_i ∇²f_i(theta), p × p row-major and symmetric, into `hessian`. */
  hessian(theta: Float64Array, weights: Float64Array, hessian: Float64Array): void;
}
