import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/index.js";
import { matmul, mul, program, reshape, slice, softmax, sum, tensor } from "../../tensor/index.js";
import { definePromptModel, modelFrom } from "./model.js";
import { promptModel } from "./prompt/zoo.js";

/** The model of the documentation of `definePromptModel`. */
const nearest = definePromptModel({
  name: "nearest",
  init: () => ({ sharpness: tensor([1]) }),
  apply({ sharpness }, X) {
    const [batch, rows, columns] = X.shape;
    const [D, N] = [rows - 1, columns - 1];
    const query = reshape(slice(X, [0, 0, N], [batch, D, N + 1]), [batch, 1, D]);
    const scores = matmul(query, slice(X, [0, 0, 0], [batch, D, N]));
    const labels = slice(X, [0, D, 0], [batch, D + 1, N]);
    return sum(mul(softmax(mul(scores, sharpness)), labels), [1, 2]);
  },
});

/** One that needs its sizes. */
const linear = definePromptModel({
  name: "linear in the query",
  init: (stream, { D }) => ({ w: tensor(stream.fillNormal(new Float64Array(D + 1))) }),
  apply: ({ w }, X) => matmul(reshape(slice(X, [0, 0, -1], []), X.shape.slice(0, 2)), w),
});

describe("a model of one's own", () => {
  it("runs as any other", async () => {
    const model = modelFrom(nearest, "nearest.ts", { D: 1, N: 2 });
    const X = { data: Float64Array.of(1, -1, 2, 5, 7, 0), shape: [1, 2, 3] };
    const { data, shape } = await program(model.apply, { dtype: "float64" }).run(model.init(rootStream(1)), X);
    const shares = [Math.exp(2), Math.exp(-2)];
    expect(shape).toEqual([1]);
    expect(data[0]).toBeCloseTo((5 * shares[0]! + 7 * shares[1]!) / (shares[0]! + shares[1]!), 12);
  });

  it("is told the sizes of the task", () => {
    const weights = modelFrom(linear, "linear.ts", { D: 3, N: 2 }).init(rootStream(1));
    expect(weights).toMatchObject({ w: { shape: [4] } });
  });

  it("is refused with what it lacks", () => {
    const from = (exported: unknown) => () => modelFrom(exported, "mine.ts", { D: 1, N: 2 });
    expect(from(undefined)).toThrow("invalid name of the model of mine.ts: undefined; expected a text");
    expect(from({ name: "mine" })).toThrow("invalid init of the model of mine.ts: undefined; expected a function");
    expect(from({ name: "mine", init: () => [] })).toThrow("invalid apply of the model of mine.ts");
  });

  it.each([
    [async () => Promise.reject(new Error("unheard")), "a Promise"],
    [() => undefined, "undefined"],
    [() => ({ y: 1 }), "a record"],
  ])("is refused where apply gives no value, %#", async (apply, kind) => {
    const model = modelFrom({ name: "mine", init: () => [], apply }, "mine.ts", { D: 1, N: 2 });
    const run = program(model.apply).run([], tensor([1]));
    await expect(run).rejects.toThrow(`invalid result of apply of the model of mine.ts: ${kind}; expected a value`);
  });
});

it("the zoo names what is near to an unknown name", () => {
  expect(() => promptModel("sepatate", { D: 2, N: 2 })).toThrow("unknown model: sepatate (did you mean separate?)");
});
