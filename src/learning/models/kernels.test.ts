import { expect, it } from "vitest";
import { relativeError } from "../../../test/closeness.js";
import { perturbed } from "../../../test/reference-models/perturbed.js";
import { rootStream } from "../../numerics/index.js";
import {
  evaluate,
  flattenTree,
  mean,
  program,
  square,
  type Tensor,
  type Tree,
  type Value,
  valueAndGrad,
} from "../../tensor/index.js";
import { promptModel, promptModels } from "./prompt/index.js";
import { encoderDecoder, inContextDecoder, languageModel, type TransformerConfig } from "./transformer/index.js";

const stream = rootStream(5).child("kernels");
const normals = (name: string, shape: readonly number[]): Tensor => ({
  data: stream.child(name).fillNormal(new Float64Array(shape.reduce((a, b) => a * b, 1))),
  shape,
});
const words = (data: readonly number[], length: number): Tensor => ({
  data: Int32Array.from(data),
  shape: [data.length / length, length],
});
const config: TransformerConfig = {
  ...{ vocabulary: 7, width: 12, heads: 2, hidden: 10, layers: 2 },
  ...{ norm: "layer", placement: "pre", activation: "gelu", positions: "rotary" },
};
const source = words([3, 1, 4, 1, 5, 2, 6, 5, 0, 0], 5);
const keep: Tensor = { data: Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0, 0), shape: [2, 5] };

/** A model of any kind, and inputs for it. */
interface Case {
  readonly model: { init(from: typeof stream): unknown; apply(weights: never, ...inputs: never[]): Value };
  readonly inputs: readonly Tensor[];
}

const cases: Record<string, Case> = {
  ...Object.fromEntries(
    Object.keys(promptModels).map((name): [string, Case] => [
      name,
      { model: promptModel(name, { D: 3, N: 6 }) as Case["model"], inputs: [normals("prompts", [4, 4, 7])] },
    ]),
  ),
  GPT: {
    model: inContextDecoder({ d: 3, points: 5, width: 16, layers: 2, heads: 2 }) as Case["model"],
    inputs: [normals("xs", [2, 5, 3]), normals("ys", [2, 5])],
  },
  "encoder-decoder": {
    model: encoderDecoder(config) as Case["model"],
    inputs: [source, words([6, 2, 0, 4, 5, 3, 1, 1], 4), keep],
  },
  "language model": { model: languageModel({ ...config, causal: true }) as Case["model"], inputs: [source, keep] },
};

/** The gradient of the mean square of a model's output, all weights in one list. */
function gradientOf(model: Case["model"]) {
  return (weights: Tree<Value>, ...inputs: Value[]) =>
    valueAndGrad((own: Tree<Value>) => mean(square(model.apply(own as never, ...(inputs as never[])))))(weights);
}

it.each(Object.entries(cases))("%s has the gradient that jax-js's own kernels compute", async (name, one) => {
  const weights = perturbed(one.model.init(stream.child(name)), stream.child(name, "noise")) as Tree<Tensor>;
  const gradient = gradientOf(one.model);
  const compiled = program(gradient, { dtype: "float32" });
  const { engine, unlowered } = await compiled.compile(weights as never, ...(one.inputs as never[]));
  expect([engine, unlowered]).toEqual(["onnxruntime", []]);
  const ours = await compiled.run(weights as never, ...(one.inputs as never[]));
  const theirs = await evaluate(gradient)(weights as never, ...(one.inputs as never[]));
  expect(relativeError(numbersOf(ours), numbersOf(theirs))).toBeLessThan(1e-5);
  await compiled.dispose();
});

function numbersOf(tree: unknown): number[] {
  return (flattenTree(tree).leaves as Tensor[]).flatMap(({ data }) => [...data]);
}
