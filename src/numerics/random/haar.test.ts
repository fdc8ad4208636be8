import { expect, test } from "vitest";
import { InputError } from "../errors.js";
import { type Matrix, trace } from "../linear-algebra/matrix.js";
import { estimate } from "../statistics/estimate.js";
import { haarOrthogonal } from "./haar.js";
import { rootStream } from "./root-stream.js";

/** max |QᵀQ − 1|. */
function orthogonalityError({ rows: n, data }: Matrix): number {
  let worst = 0;
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      let dot = a === b ? -1 : 0;
      for (let i = 0; i < n; i++) dot += data[i * n + a]! * data[i * n + b]!;
      worst = Math.max(worst, Math.abs(dot));
    }
  }
  return worst;
}

test.each([1, 2, 3, 10, 60])("is orthogonal for n = %i", (n) => {
  expect(orthogonalityError(haarOrthogonal(rootStream(1), n))).toBeLessThan(1e-14);
});

/** `count` independent matrices of size n. */
const draw = (n: number, count: number) =>
  Array.from({ length: count }, (_, i) => haarOrthogonal(rootStream(2).child(n, i), n));

/** Whether the mean of independent values is `expected` within four standard errors. */
function expectMean(values: number[], expected: number): void {
  const { value, stderr } = estimate(values);
  expect(Math.abs(value! - expected)).toBeLessThan(4 * stderr!);
}

test.each([2, 3, 8])("has the moments of the Haar measure for n = %i", (n) => {
  const traces = draw(n, 20_000).map(trace);
  // Diaconis & Shahshahani (1994): the first 2n + 1 moments of the trace are those of a standard normal number.
  expectMean(traces, 0);
  expectMean(
    traces.map((t) => t ** 2),
    1,
  );
  expectMean(
    traces.map((t) => t ** 4),
    3,
  );
});

test("spreads every entry alike: E q_ij² = 1/n, E q_ij⁴ = 3/(n(n + 2)), both determinants", () => {
  const n = 3;
  const sample = draw(n, 20_000);
  for (let entry = 0; entry < n * n; entry++) {
    expectMean(
      sample.map(({ data }) => data[entry]! ** 2),
      1 / n,
    );
    expectMean(
      sample.map(({ data }) => data[entry]! ** 4),
      3 / (n * (n + 2)),
    );
  }
  const determinant = ({ data: [a, b, c, d, e, f, g, h, i] }: Matrix) =>
    a! * (e! * i! - f! * h!) - b! * (d! * i! - f! * g!) + c! * (d! * h! - e! * g!);
  expectMean(sample.map(determinant), 0);
});

test("refuses sizes below one", () => {
  for (const n of [0, -1, 1.5, Number.NaN]) expect(() => haarOrthogonal(rootStream(0), n)).toThrow(InputError);
});
