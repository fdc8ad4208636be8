import { invalid, type Stream } from "../../numerics/index.js";
import { isValue, type Mapped, type Tensor, type Tree, type Value } from "../../tensor/index.js";

/**
 * A model: how its weights begin, and what it makes of its inputs. `apply` is a plain function over the operators of
 * the tensor room; it is traced once and then runs as a compiled program, and it can be differentiated.
 */
export interface Model<Weights = Tree<Tensor>, Inputs extends readonly Value[] = readonly Value[]> {
  /** What figures and tables call it. */
  readonly name: string;
  /** The weights before training, drawn from `stream` alone; float64, which a program rounds to its own type. */
  init(stream: Stream): Weights;
  /** The output for a batch; the first axis of every input and of the output is the batch. */
  apply(weights: Mapped<Weights, Value>, ...inputs: Inputs): Value;
}

/** Dimension D of x, and N pairs (x, y) before the query. */
export interface PromptSizes {
  readonly D: number;
  readonly N: number;
}

/** One prompt matrix a task (batch × (D + 1) × (N + 1), thesis eq. (122)) in, the predicted label of its query out (batch). */
export type PromptModel<Weights = Tree<Tensor>> = Model<Weights, readonly [X: Value]>;

/** Dimension d of x, and the most points of a sequence. */
export interface SequenceSizes {
  readonly d: number;
  readonly points: number;
}

/**
 * xs (batch × points × d) and ys (batch × points) in, a prediction of every label out (batch × points): the i-th from the
 * pairs before it and its own x alone.
 */
export type SequenceModel<Weights = Tree<Tensor>> = Model<Weights, readonly [xs: Value, ys: Value]>;

/** A model in a file of its own: as `Model`, with the sizes of the task given to `init`. */
export interface ModelFile<Weights, Inputs extends readonly Value[], Sizes> {
  readonly name: string;
  /** As `init` of a model, for the sizes of the task. */
  init(stream: Stream, sizes: Sizes): Weights;
  /** As `apply` of a model. */
  apply(weights: Mapped<Weights, Value>, ...inputs: Inputs): Value;
}

/**
 * What a file given by `--model` exports by default, for prompts; returns it as it is, and lets the compiler check it.
 * A whole such file:
 * ```ts
 * import { definePromptModel } from "isinglass/learning";
 * import { matmul, mul, reshape, slice, softmax, sum, tensor } from "isinglass/tensor";
 *
 * // The labels of near examples count more; how near is learned.
 * export default definePromptModel({
 *   name: "nearest",
 *   init: () => ({ sharpness: tensor([1]) }),
 *   apply({ sharpness }, X) {
 *     const [batch, rows, columns] = X.shape;
 *     const [D, N] = [rows - 1, columns - 1];
 *     const query = reshape(slice(X, [0, 0, N], [batch, D, N + 1]), [batch, 1, D]);
 *     const scores = matmul(query, slice(X, [0, 0, 0], [batch, D, N]));
 *     const labels = slice(X, [0, D, 0], [batch, D + 1, N]);
 *     return sum(mul(softmax(mul(scores, sharpness)), labels), [1, 2]);
 *   },
 * });
 * ```
 */
export function definePromptModel<Weights>(
  model: ModelFile<Weights, readonly [X: Value], PromptSizes>,
): ModelFile<Weights, readonly [X: Value], PromptSizes> {
  return model;
}

/** The same for sequences. */
export function defineSequenceModel<Weights>(
  model: ModelFile<Weights, readonly [xs: Value, ys: Value], SequenceSizes>,
): ModelFile<Weights, readonly [xs: Value, ys: Value], SequenceSizes> {
  return model;
}

/**
 * The model that a file's default export is, for these sizes.
 * @param file as a message names it.
 * @throws InputError naming what the export lacks.
 */
export function modelFrom<Inputs extends readonly Value[], Sizes>(
  exported: unknown,
  file: string,
  sizes: Sizes,
): Model<Tree<Tensor>, Inputs> {
  const found = (exported ?? {}) as Partial<ModelFile<Tree<Tensor>, Inputs, Sizes>>;
  const { name } = found;
  if (typeof name !== "string") throw invalid(`name of the model of ${file}`, name, "a text");
  for (const part of ["init", "apply"] as const) {
    if (typeof found[part] !== "function") throw invalid(`${part} of the model of ${file}`, found[part], "a function");
  }
  const model = found as ModelFile<Tree<Tensor>, Inputs, Sizes>;
  return {
    name,
    init: (stream) => model.init(stream, sizes),
    apply(weights, ...inputs) {
      const output: unknown = model.apply(weights, ...inputs);
      if (isValue(output)) return output;
      // A rejection that nobody hears of would end the process.
      if (output instanceof Promise) output.catch(() => undefined);
      throw invalid(`result of apply of the model of ${file}`, kindOf(output), "a value");
    },
  };
}

function kindOf(output: unknown): string {
  if (typeof output !== "object" || output === null) return String(output);
  const name = output.constructor?.name ?? "Object";
  return name === "Object" ? "a record" : `a ${name}`;
}
