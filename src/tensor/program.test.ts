import { lax } from "@jax-js/jax";
import { afterAll, describe, expect, it } from "vitest";
import { expectClose } from "../../test/closeness.js";
import { samples } from "../../test/operator-check.js";
import {
  add,
  decodeOnnx,
  exp,
  type FloatType,
  matmul,
  mul,
  program,
  programFromOnnx,
  softmax,
  sum,
  type Tensor,
  take,
  tensor,
  type Value,
  valueAndGrad,
} from "./index.js";
import { unwrap, wrap } from "./value.js";

const open: { dispose(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of open) await each.dispose();
});

/** A program that is disposed of at the end. */
function kept<Args extends readonly unknown[], R>(fn: (...args: Args) => R, dtype: FloatType = "float32") {
  const made = program(fn, { dtype });
  open.push(made);
  return made;
}

describe("a program", () => {
  const layer = (p: { w: Value; b: Value }, x: Value) => ({ y: softmax(add(matmul(x, p.w), p.b)), twice: mul(x, 2) });
  const parameters = { w: samples([3, 2]), b: samples([2], 2) };

  it("is compiled once for each set of shapes, and traced no more than that", async () => {
    let traces = 0;
    const counted = kept((x: Value) => {
      traces++;
      return exp(x);
    });
    const [small, large] = [samples([2]), samples([3])];
    await Promise.all([counted.run(small), counted.run(samples([2], 7)), counted.run(large)]);
    await counted.run(small);
    await counted.run({ data: Float32Array.from(large.data), shape: [3] });
    expect(traces).toBe(2);
  });

  it("gives the same bits every time", async () => {
    const run = () =>
      kept(valueAndGrad((w: Value, x: Value) => sum(exp(mul(w, x))))).run(samples([50]), samples([50], 2));
    expect(await run()).toEqual(await run());
  });

  it("tells its engine and gives an ONNX file with names from the trees", async () => {
    const { engine, onnx, unlowered } = await kept(layer).compile(parameters, samples([4, 3]));
    expect({ engine, unlowered }).toEqual({ engine: "onnxruntime", unlowered: [] });
    const model = decodeOnnx(onnx!);
    expect(model.inputs.map(({ name }) => name)).toEqual(["argument0.b", "argument0.w", "argument1"]);
    expect(model.outputs.map(({ name }) => name)).toEqual(["result.twice", "result.y"]);
  });

  it("names the primitives that cannot be lowered, and still runs by jax-js's kernels", async () => {
    const root = kept((x: Value) => mul(wrap(lax.linalg.cholesky(unwrap(x))), 2));
    const square = tensor([4, 2, 2, 5], [2, 2]);
    const { engine, unlowered, onnx } = await root.compile(square);
    expect({ engine, unlowered, onnx }).toEqual({ engine: "jax-js", unlowered: ["cholesky"], onnx: undefined });
    expectClose((await root.run(square)).data, [4, 0, 2, 4], 1e-6);
  });

  it("takes several threads, with the same result", async () => {
    const [a, b] = [samples([64, 64]), samples([64, 64], 2)];
    const threaded = program(matmul, { threads: 2 });
    open.push(threaded);
    expectClose((await threaded.run(a, b)).data, (await kept(matmul).run(a, b)).data, 1e-6);
  });

  it("keeps whole numbers whole: indices into a table", async () => {
    const lookup = kept((table: Value, at: Value) => take(table, at, 0));
    const { data, shape } = await lookup.run(tensor([1, 2, 3, 4], [2, 2]), tensor(Int32Array.of(1, 0, 1)));
    expect({ data, shape }).toEqual({ data: Float32Array.of(3, 4, 1, 2, 3, 4), shape: [3, 2] });
  });

  it("names what is wrong with an argument", async () => {
    const run = kept(layer).run as (...args: unknown[]) => Promise<unknown>;
    const x = samples([4, 3]);
    const cases: [unknown[], string][] = [
      [[{ ...parameters, b: "none" }, x], "invalid tree at argument0.b: none; expected a tensor, a number, or"],
      [
        [{ ...parameters, b: { data: [1], shape: [1] } }, x],
        "invalid type of argument0.b: Array; expected a Float32Array",
      ],
      [
        [parameters, { data: new Float32Array(5), shape: [4, 3] }],
        "invalid shape of argument1: [4,3]; expected room for 5",
      ],
      [[parameters, { data: new Uint8Array(12), shape: [4, 3] }], "invalid type of argument1: Uint8Array"],
      [[parameters, samples([4, 2])], "invalid shapes of matmul: [[4,2],[3,2]]"],
    ];
    for (const [args, message] of cases) {
      await expect(run(...args)).rejects.toThrow(message);
    }
    expect(() => program(layer, { threads: 0 })).toThrow("invalid threads: 0; expected a whole number from 1");
    expect(() => program(layer, { dtype: "float16" as never })).toThrow("invalid dtype: float16");
  });

  it("names a result that is none", async () => {
    const resultOf = (fn: (x: Value) => unknown) => program(fn as (x: Value) => Value).run(tensor([1]));
    await expect(resultOf(async (x) => x)).rejects.toThrow("invalid tree at result: a Promise; expected a tensor");
    await expect(resultOf(() => ({}))).rejects.toThrow("invalid result: {}; expected at least one value");
  });

  it("does not run once it is disposed", async () => {
    const made = program(exp);
    await made.run(samples([2]));
    await made.dispose();
    const message = "invalid program: disposed; expected one that is not";
    await expect(made.run(samples([2]))).rejects.toThrow(message);
    await expect(made.compile(samples([2]))).rejects.toThrow(message);
    await expect(made.dispose()).resolves.toBeUndefined();
  });

  it("ends what is under way before it is disposed of", async () => {
    const made = program((x: Value) => mul(x, 2));
    const asked = [made.run(tensor([1])), made.run(tensor([1, 2]))];
    await made.dispose();
    expect((await Promise.all(asked)).map(({ data }) => [...data])).toEqual([[2], [2, 4]]);
  });
});

describe("a model file", () => {
  const square = (x: Value, n: Value) => ({ y: mul(x, x), next: add(n, 1) });
  const x = samples([3]);
  const file = async () => (await kept(square).compile(x, tensor(Int32Array.of(1)))).onnx!;
  const load = async () => {
    const loaded = await programFromOnnx(await file());
    open.push(loaded);
    return loaded;
  };

  it("runs as the program it came from", async () => {
    const loaded = await load();
    const n = tensor(Int32Array.of(4));
    const results = await loaded.run({ argument0: x, argument1: n });
    const expected = await kept(square).run(x, n);
    expect(results).toEqual({ "result.y": expected.y, "result.next": expected.next } satisfies Record<string, Tensor>);
  });

  it("names the input that is wrong", async () => {
    const loaded = await load();
    const n = tensor(Int32Array.of(4));
    await expect(loaded.run({ argument0: x })).rejects.toThrow("invalid input argument1: undefined");
    await expect(loaded.run({ argument0: x, argument2: n })).rejects.toThrow(
      "unknown input of the model: argument2 (did you mean argument0?)",
    );
    await expect(loaded.run({ argument0: samples([4]), argument1: n })).rejects.toThrow(
      "invalid shape of argument0: [4]",
    );
    await expect(loaded.run({ argument0: x, argument1: tensor([1]) })).rejects.toThrow(
      "invalid type of argument1: float64",
    );
  });

  it("does not run once it is disposed, and ends what is under way before", async () => {
    const loaded = await load();
    const inputs = { argument0: x, argument1: tensor(Int32Array.of(4)) };
    const asked = loaded.run(inputs);
    await loaded.dispose();
    expect([...(await asked)["result.next"]!.data]).toEqual([5]);
    await expect(loaded.run(inputs)).rejects.toThrow("invalid model: disposed; expected one that is not");
    await expect(loaded.dispose()).resolves.toBeUndefined();
  });

  it("that is none is refused", async () => {
    await expect(programFromOnnx(new Uint8Array(10))).rejects.toThrow("invalid ONNX model:");
  });
});

it("refuses tensors without elements in words", async () => {
  const empty = { data: new Float64Array(0), shape: [0, 3] };
  await expect(kept((x: Value) => softmax(x)).run(empty)).rejects.toThrow("expected a tensor of at least one element");
});
