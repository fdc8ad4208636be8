import { expect, it } from "vitest";
import { type Matrix, matrix } from "../../src/numerics/linear-algebra/matrix.js";
import { rootStream } from "../../src/numerics/random/index.js";
import { forEachProvider } from "./providers.js";

function gaussian(rows: number, columns: number): Matrix {
  const stream = rootStream(1).child("operator", rows, columns);
  return matrix(rows, columns, stream.fillNormal(new Float64Array(rows * columns)));
}

const vector = (n: number) => rootStream(2).child(n).fillNormal(new Float64Array(n));

function expectProduct(a: Matrix, x: Float64Array, product: Float64Array): void {
  for (let i = 0; i < a.rows; i++) {
    const row = a.data.subarray(i * a.columns, (i + 1) * a.columns);
    const exact = row.reduce((sum, value, j) => sum + value * x[j]!, 0);
    const scale = row.reduce((sum, value, j) => sum + Math.abs(value * x[j]!), 0);
    expect(Math.abs(product[i]! - exact)).toBeLessThanOrEqual(a.columns * Number.EPSILON * scale);
  }
}

forEachProvider("withOperator", (algebra) => {
  it.each([
    [1, 1],
    [3, 2],
    [5, 7],
    [64, 64],
    [257, 420],
    [420, 420],
  ])("multiplies a %d × %d matrix with many vectors", (rows, columns) => {
    const a = gaussian(rows, columns);
    algebra.withOperator(a, (multiply) => {
      const out = new Float64Array(rows).fill(Number.NaN);
      for (const x of [vector(columns), vector(columns + 1).subarray(1)]) {
        expect(multiply(x, out)).toBe(out);
        expectProduct(a, x, out);
      }
    });
  });

  it("keeps its matrix while other operations and nested operators run", () => {
    const [outer, inner] = [gaussian(50, 50), gaussian(300, 300)];
    const product = algebra.withOperator(outer, (multiply) => {
      algebra.withOperator(inner, (other) =>
        expectProduct(inner, vector(300), other(vector(300), new Float64Array(300))),
      );
      algebra.gemm(inner, inner);
      return multiply(vector(50), new Float64Array(50));
    });
    expectProduct(outer, vector(50), product);
  });

  it("is usable after a use that threw", () => {
    const fail = () => {
      throw new Error("stop");
    };
    expect(() => algebra.withOperator(gaussian(4, 4), fail)).toThrow("stop");
    const a = gaussian(6, 6);
    expectProduct(
      a,
      vector(6),
      algebra.withOperator(a, (multiply) => multiply(vector(6), new Float64Array(6))),
    );
  });
});
