/**
 * y = Ax for a symmetric p × p matrix given row-major. Rows are taken four at a time, which the engine keeps in
 * registers: a product is bound by the reading of A, and needs no copy into another memory as a provider would.
 */
export function symmetricProduct(A: Float64Array, x: Float64Array, y: Float64Array): Float64Array {
  const p = x.length;
  let i = 0;
  for (; i + 4 <= p; i += 4) {
    const row = i * p;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0; j < p; j++) {
      const xj = x[j]!;
      s0 += A[row + j]! * xj;
      s1 += A[row + p + j]! * xj;
      s2 += A[row + 2 * p + j]! * xj;
      s3 += A[row + 3 * p + j]! * xj;
    }
    y[i] = s0;
    y[i + 1] = s1;
    y[i + 2] = s2;
    y[i + 3] = s3;
  }
  for (; i < p; i++) {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += A[i * p + j]! * x[j]!;
    y[i] = sum;
  }
  return y;
}
