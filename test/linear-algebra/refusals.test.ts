import { expect, it } from "vitest";
import { identity, type Matrix, matrix, transpose } from "../../src/numerics/linear-algebra/matrix.js";
import { LinearAlgebraError, type RefusalReason } from "../../src/numerics/linear-algebra/provider.js";
import { diagonal, randomMatrix, randomPositive } from "./matrices.js";
import { forEachProvider } from "./providers.js";

function refusal(action: () => unknown): LinearAlgebraError {
  try {
    action();
  } catch (error) {
    if (error instanceof LinearAlgebraError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

function expectRefusal(action: () => unknown, reason: RefusalReason, message: string): void {
  const error = refusal(action);
  expect([error.reason, error.message]).toEqual([reason, message]);
}

function withEntry(a: Matrix, i: number, j: number, value: number): Matrix {
  const result = matrix(a.rows, a.columns, a.data.slice());
  result.data[i * a.columns + j] = value;
  return result;
}

forEachProvider("refusals", (algebra) => {
  const operations = {
    cholesky: (a: Matrix) => algebra.cholesky(a),
    solve: (a: Matrix) => algebra.solve(a, matrix(a.rows, 1)),
    solvePositive: (a: Matrix) => algebra.solvePositive(a, matrix(a.rows, 1)),
    eigenvalues: (a: Matrix) => algebra.eigenvalues(a),
    eigh: (a: Matrix) => algebra.eigh(a),
  };

  it.each(Object.entries(operations))("%s names the entry that is not finite", (name, operation) => {
    const broken = withEntry(randomPositive(9), 3, 7, Number.NaN);
    expectRefusal(() => operation(broken), "non-finite", `${name}: entry (3, 7) of the matrix is NaN`);
    const infinite = withEntry(randomPositive(2), 1, 0, Number.NEGATIVE_INFINITY);
    expectRefusal(() => operation(infinite), "non-finite", `${name}: entry (1, 0) of the matrix is -Infinity`);
  });

  it.each(Object.entries(operations))("%s wants a square matrix", (name, operation) => {
    const message = `${name}: the matrix is 3 × 4; expected a square one`;
    expectRefusal(() => operation(matrix(3, 4)), "not-square", message);
  });

  it("svd names the entry that is not finite", () => {
    const broken = withEntry(randomMatrix(4, 2), 2, 1, Number.NaN);
    expectRefusal(() => algebra.svd(broken), "non-finite", "svd: entry (2, 1) of the matrix is NaN");
  });

  it("right-hand sides are checked too", () => {
    const b = withEntry(matrix(3, 2), 2, 1, Number.POSITIVE_INFINITY);
    expectRefusal(() => algebra.solve(identity(3), b), "non-finite", "solve: entry (2, 1) of B is Infinity");
    const shapes = "solvePositive: A is 3 × 3 and B is 2 × 1; expected equal rows";
    expectRefusal(() => algebra.solvePositive(identity(3), matrix(2, 1)), "shape", shapes);
  });

  it("products of matrices that do not fit are refused with their shapes", () => {
    const inner = "gemm: op(A) is 3 × 2 and op(B) is 3 × 2";
    expectRefusal(() => algebra.gemm(matrix(2, 3), matrix(3, 2), { transposeA: true }), "shape", inner);
    const outer = "gemm: addTo is 2 × 3; the product is 2 × 2";
    expectRefusal(() => algebra.gemm(matrix(2, 3), matrix(3, 2), { addTo: matrix(2, 3) }), "shape", outer);
    const torn = { rows: 2, columns: 2, data: new Float64Array(3) };
    expectRefusal(() => algebra.syrk(torn), "shape", "syrk: A is 2 × 2 but has 3 elements");
  });

  it("singular matrices are refused with the pivot", () => {
    const message = "solve: pivot 1 of 2 is zero; the matrix is singular";
    expectRefusal(() => algebra.solve(matrix(2, 2), matrix(2, 1)), "singular", message);
    const dependent = matrix(3, 3, Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    for (const a of [dependent, transpose(dependent), diagonal([1, 0, 1])]) {
      expect(refusal(() => algebra.solve(a, matrix(3, 1))).reason).toBe("singular");
    }
  });

  it.each([50, 300])("a matrix of order %i that lacks one rank is refused as singular", (n) => {
    const a = algebra.gemm(randomMatrix(n, n - 1), randomMatrix(n - 1, n));
    expect(refusal(() => algebra.solve(a, matrix(n, 1))).reason).toBe("singular");
  });

  it("indefinite and semidefinite matrices are refused with the pivot", () => {
    const message = "pivot 2 of 2 is not positive (to rounding); the matrix is not positive definite";
    const indefinite = matrix(2, 2, Float64Array.of(1, 2, 2, 1));
    expectRefusal(() => algebra.cholesky(indefinite), "not-positive-definite", `cholesky: ${message}`);
    const system = () => algebra.solvePositive(indefinite, matrix(2, 1));
    expectRefusal(system, "not-positive-definite", `solvePositive: ${message}`);
    expect(refusal(() => algebra.cholesky(matrix(1, 1))).reason).toBe("not-positive-definite");
  });

  it.each([50, 300])("a Gram matrix of order %i that lacks ranks is refused as not positive definite", (n) => {
    const gram = algebra.syrk(randomMatrix(n - 3, n));
    expect(refusal(() => algebra.cholesky(gram)).reason).toBe("not-positive-definite");
  });

  it("an indefinite matrix is refused at the pivot where its leading minor turns negative", () => {
    const a = withEntry(randomPositive(200), 150, 150, -1);
    expect(refusal(() => algebra.cholesky(a)).message).toContain("pivot 151 of 200");
  });
});
