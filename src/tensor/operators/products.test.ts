import { describe, expect, it } from "vitest";
import { checkGradient, checkValue, samples } from "../../../test/operator-check.js";
import {
  einsum,
  evaluate,
  less,
  logSoftmax,
  logsumexp,
  matmul,
  max,
  mean,
  min,
  program,
  softmax,
  sum,
  type Tensor,
  tensor,
  type Value,
} from "../index.js";

/** The matrix product of each pair of a batch, in plain loops; a batch of one is used with all of the other. */
function plainProduct(a: Tensor, b: Tensor, batch: number, m: number, k: number, n: number): Float64Array {
  const entry = (index: number) => {
    const [page, i, j] = [Math.floor(index / (m * n)), Math.floor(index / n) % m, index % n];
    const [pageA, pageB] = [page % (a.data.length / (m * k)), page % (b.data.length / (k * n))];
    let total = 0;
    for (let l = 0; l < k; l++) total += a.data[(pageA * m + i) * k + l]! * b.data[(pageB * k + l) * n + j]!;
    return total;
  };
  return Float64Array.from({ length: batch * m * n }, (_, index) => entry(index));
}

const products: [number[], number[], number[], [batch: number, m: number, k: number, n: number]][] = [
  [
    [3, 4],
    [4, 2],
    [3, 2],
    [1, 3, 4, 2],
  ],
  [[4], [4, 2], [2], [1, 1, 4, 2]],
  [[3, 4], [4], [3], [1, 3, 4, 1]],
  [[4], [4], [], [1, 1, 4, 1]],
  [
    [2, 3, 4],
    [2, 4, 2],
    [2, 3, 2],
    [2, 3, 4, 2],
  ],
  [
    [2, 3, 4],
    [4, 2],
    [2, 3, 2],
    [2, 3, 4, 2],
  ],
  [
    [3, 4],
    [2, 4, 2],
    [2, 3, 2],
    [2, 3, 4, 2],
  ],
  [
    [1, 3, 4],
    [2, 4, 2],
    [2, 3, 2],
    [2, 3, 4, 2],
  ],
  [
    [3, 1],
    [1, 2],
    [3, 2],
    [1, 3, 1, 2],
  ],
];

describe("matmul", () => {
  it.each(products)("%j × %j → %j", async (left, right, shape, [batch, m, k, n]) => {
    const [a, b] = [samples(left), samples(right, 2)];
    await checkValue(matmul, [a, b], tensor(plainProduct(a, b, batch, m, k, n), shape));
    await checkGradient(matmul, [a, b]);
  });

  it("names shapes that do not fit", async () => {
    await expect(evaluate(matmul)(samples([2, 3]), samples([2, 3]))).rejects.toThrow(
      "invalid shapes of matmul: [[2,3],[2,3]]; expected […, m, k] and […, k, n]",
    );
  });
});

describe("einsum", () => {
  const [q, k] = [samples([2, 3, 4]), samples([2, 5, 4], 2)];

  it("multiplies as attention does, all heads at once", async () => {
    const transposed = Float64Array.from({ length: 40 }, (_, index) => {
      const [page, row, column] = [Math.floor(index / 20), Math.floor(index / 5) % 4, index % 5];
      return k.data[(page * 5 + column) * 4 + row]!;
    });
    const expected = plainProduct(q, tensor(transposed), 2, 3, 4, 5);
    const scores = (a: Value, b: Value) => einsum("bid,bjd->bij", a, b);
    await checkValue(scores, [q, k], tensor(expected, [2, 3, 5]));
    await checkGradient(scores, [q, k]);
  });

  it.each(["bid->db", "bid,bjd->i", "bid,bjd,bid->bj", "bid,bjd->dij"])("%s differentiates", async (spec) => {
    const count = spec.split("->")[0]!.split(",").length;
    await checkGradient((...xs) => einsum(spec, ...xs), [q, k, samples([2, 3, 4], 3)].slice(0, count));
  });
});

describe("einsum's notation", () => {
  it.each([
    ["ij,jk", "letters for operands of 2, 2 axes"],
    ["ijk,jk->ik", "letters for operands of 2, 2 axes"],
    ["ij,jk->il", "letters for operands of 2, 2 axes"],
    ["ij,jk->ik", "invalid length of j in einsum ij,jk->ik: 2; expected 3"],
  ])("%s is refused where it does not fit", async (spec, message) => {
    const product = evaluate((a: Value, b: Value) => einsum(spec, a, b));
    await expect(product(samples([2, 3]), samples([2, 3]))).rejects.toThrow(message);
  });
});

const x = samples([2, 3]);
const rows = [x.data.slice(0, 3), x.data.slice(3)] as Float64Array[];
const exps = (row: Float64Array) => Array.from(row, (v) => Math.exp(v));
const total = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const all = [...x.data];

const reductions: [string, (v: Value) => Value, number[], number[]][] = [
  ["sum", (v) => sum(v), [total(all)], []],
  ["sum of rows", (v) => sum(v, 1), rows.map(total), [2]],
  ["sum of columns, kept", (v) => sum(v, [0], true), [0, 1, 2].map((j) => rows[0]![j]! + rows[1]![j]!), [1, 3]],
  ["mean", (v) => mean(v), [total(all) / 6], []],
  ["mean of rows", (v) => mean(v, -1), rows.map((row) => total(row) / 3), [2]],
  ["max", (v) => max(v, -1), rows.map((row) => Math.max(...row)), [2]],
  ["min", (v) => min(v, -1, true), rows.map((row) => Math.min(...row)), [2, 1]],
  ["logsumexp", (v) => logsumexp(v), [Math.log(total(all.map(Math.exp)))], []],
  ["logsumexp of rows", (v) => logsumexp(v, -1), rows.map((row) => Math.log(total(exps(row)))), [2]],
  ["softmax", (v) => softmax(v), rows.flatMap((row) => exps(row).map((e) => e / total(exps(row)))), [2, 3]],
  [
    "logSoftmax",
    (v) => logSoftmax(v, 1),
    rows.flatMap((row) => [...row].map((v) => v - Math.log(total(exps(row))))),
    [2, 3],
  ],
];

describe("reductions", () => {
  it.each(reductions)("%s", async (_, operator, expected, shape) => {
    await checkValue(operator, [x], tensor(expected, shape));
    await checkGradient(operator, [x]);
  });

  it("count what holds, and average whole numbers to fractions", async () => {
    const count = (v: Value) => [sum(less(v, 2)), mean(less(v, 2)), mean(v)];
    const results = await program(count).run(tensor(Int32Array.of(1, 2, 2, 1)));
    expect(results.map(({ data }) => data)).toEqual([Int32Array.of(2), Float32Array.of(0.5), Float32Array.of(1.5)]);
  });

  it("softmax and its kin do not overflow", async () => {
    const far = tensor([-1e4, 0, 1e4]);
    const results = await program((v: Value) => [softmax(v), logSoftmax(v), logsumexp(v)]).run(far);
    expect(results.map(({ data }) => [...data])).toEqual([[0, 0, 1], [-2e4, -1e4, 0], [1e4]]);
  });
});
