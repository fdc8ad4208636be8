import { describe, expect, it } from "vitest";
import { expectClose } from "../../test/closeness.js";
import { checkGradient, samples } from "../../test/operator-check.js";
import {
  add,
  evaluate,
  exp,
  grad,
  matmul,
  mul,
  program,
  relu,
  softmax,
  square,
  sub,
  sum,
  swapaxes,
  tensor,
  type Value,
  valueAndGrad,
  valueAndGradAux,
  vmap,
} from "./index.js";

describe("gradients", () => {
  it("have the form of the parameters and see the rest as constant", async () => {
    const loss = (p: { w: Value; layers: Value[] }, x: Value) => sum(mul(mul(p.w, p.layers[0]!), mul(x, x)));
    const run = program(valueAndGrad(loss), { dtype: "float64" }).run;
    const [value, gradient] = await run({ w: tensor([2]), layers: [tensor([3]), tensor([5])] }, tensor([4]));
    expect(value).toEqual({ data: Float64Array.of(96), shape: [] });
    expect(gradient).toEqual({ w: tensor([48]), layers: [tensor([32]), tensor([0])] });
  });

  it("come with auxiliary values, also such as pass through untouched", async () => {
    const loss = (w: Value, x: Value) => [sum(mul(w, x)), { w, twice: mul(x, 2), number: 3 }] as const;
    const [[value, aux], gradient] = await program(valueAndGradAux(loss), { dtype: "float64" }).run(
      tensor([1, 2]),
      tensor([3, 4]),
    );
    expect(value.data[0]).toBe(11);
    expect(aux).toEqual({ w: tensor([1, 2]), twice: tensor([6, 8]), number: { data: Float64Array.of(3), shape: [] } });
    expect(gradient).toEqual(tensor([3, 4]));
  });

  it("of gradients: a step inside of a step", async () => {
    const inner = (w: Value, x: Value) => sum(square(sub(exp(mul(w, x)), 1)));
    const adapted = (w: Value, x: Value) => inner(sub(w, mul(grad(inner)(w, x), 0.1)), x);
    await checkGradient(adapted, [samples([3]), samples([3], 2)]);
  });

  it("of an attention layer agree with central differences in every weight", async () => {
    const attention = (x: Value, q: Value, k: Value, v: Value) => {
      const scores = matmul(matmul(x, q), swapaxes(matmul(x, k), -1, -2));
      return relu(matmul(softmax(scores), matmul(x, v)));
    };
    await checkGradient(attention, [samples([2, 4, 3]), samples([3, 3], 2), samples([3, 3], 3), samples([3, 2], 4)]);
  });

  it("of what is not a scalar are refused", async () => {
    await expect(evaluate(grad((x: Value) => mul(x, 2)))(tensor([1, 2]))).rejects.toThrow(
      "invalid shape of the loss: [2]; expected [], a scalar",
    );
  });
});

describe("vmap", () => {
  const [a, b] = [samples([4, 3]), samples([3, 2], 2)];

  it("maps over the named axes and gives the results a leading one", async () => {
    const mapped = vmap((row: Value, matrix: Value) => ({ out: matmul(row, matrix) }), [0, null]);
    const once = (rows: Value, matrix: Value) => matmul(rows, matrix);
    const { out } = await program(mapped, { dtype: "float64" }).run(a, b);
    const expected = await program(once, { dtype: "float64" }).run(a, b);
    expect(out.shape).toEqual([4, 2]);
    expectClose(out.data, expected.data, 1e-15);
  });

  it("of a gradient gives the gradient of each example", async () => {
    const loss = (w: Value, x: Value) => square(sum(mul(w, x)));
    const each = vmap(grad(loss), [null, 0]);
    const { data, shape } = await program(each, { dtype: "float64" }).run(tensor([1, -1, 2]), a);
    expect(shape).toEqual([4, 3]);
    const expected = Array.from({ length: 4 }, (_, row) => {
      const x = [...a.data.slice(3 * row, 3 * row + 3)];
      return x.map((value) => 2 * (x[0]! - x[1]! + 2 * x[2]!) * value);
    });
    expectClose(data, expected.flat(), 1e-14);
  });

  it("lets values be used any number of times, also from outside", async () => {
    const outer = (x: Value) => {
      const shared = mul(x, 2);
      const inner = vmap((row: Value) => add(add(row, sum(shared)), sum(shared)));
      return [inner(x), inner(shared), shared];
    };
    const [first, second, third] = await evaluate(outer, "float64")(tensor([1, 2]));
    expect([first, second, third]).toEqual([tensor([13, 14]), tensor([14, 16]), tensor([2, 4])]);
  });
});
