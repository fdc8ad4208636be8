import { invalid } from "../../numerics/errors.js";

/** A positive semi-definite kernel on rows of length d that start at `i` and `j` of `x`. */
export type Kernel = (x: Float64Array, i: number, j: number, dimension: number) => number;

/** ⟨x, x′⟩. */
export const linearKernel: Kernel = (x, i, j, dimension) => {
  let sum = 0;
  for (let k = 0; k < dimension; k++) sum += x[i + k]! * x[j + k]!;
  return sum;
};

/** (offset + ⟨x, x′⟩)^degree. @throws InputError unless the degree is an integer ≥ 1 and the offset at least 0. */
export function polynomialKernel({ degree = 2, offset = 1 }: { degree?: number; offset?: number } = {}): Kernel {
  if (!(Number.isInteger(degree) && degree >= 1)) throw invalid("degree", degree, "an integer of at least 1");
  if (!(offset >= 0)) throw invalid("offset", offset, "a number of at least 0");
  return (x, i, j, dimension) => (offset + linearKernel(x, i, j, dimension)) ** degree;
}

/** exp(⟨x, x′⟩), whose feature map has all products of coordinates. */
export const exponentialKernel: Kernel = (x, i, j, dimension) => Math.exp(linearKernel(x, i, j, dimension));

/** exp(−|x − x′|²/(2 length²)). @throws InputError unless the length is above 0. */
export function gaussianKernel({ length = 1 }: { length?: number } = {}): Kernel {
  if (!(length > 0)) throw invalid("length", length, "a number above 0");
  return (x, i, j, dimension) => {
    let square = 0;
    for (let k = 0; k < dimension; k++) square += (x[i + k]! - x[j + k]!) ** 2;
    return Math.exp(-square / (2 * length * length));
  };
}
