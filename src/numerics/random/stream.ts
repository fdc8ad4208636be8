/**
 * A stream of random numbers with an address. The root is a seed; every child is named by a path of words and whole
 * numbers, and its numbers depend on the seed and the path alone, never on what was drawn elsewhere or in what order.
 */
export interface Stream {
  /** The path from the root, as written: `["spinglass/contrast", "P=20,N=2", "tasks"]`. */
  readonly path: readonly (string | number)[];
  /** An independent stream below this one. The same path gives the same stream, whatever this one has drawn. */
  child(...path: (string | number)[]): Stream;
  /** Uniform on [0, 1), 53 random bits. */
  uniform(): number;
  /** A whole number in 0 … n − 1, without bias. @throws InputError unless n is an integer from 1 to 2^32. */
  integer(n: number): number;
  /** A standard normal number. */
  normal(): number;
  /** A chi-square number with `k` > 0 degrees of freedom. */
  chiSquare(k: number): number;
  /** Fills with uniforms on [0, 1); returns `out`. */
  fillUniform(out: Float64Array): Float64Array;
  /** Fills with standard normals (ziggurat); returns `out`. */
  fillNormal(out: Float64Array): Float64Array;
  /** Fills with chi-squares of `k` > 0 degrees of freedom; returns `out`. */
  fillChiSquare(k: number, out: Float64Array): Float64Array;
}
