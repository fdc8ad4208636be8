import { promptTensors } from "../../../learning/in-context/prompt-tensors.js";
import type { InContextDecoderWeights } from "../../../learning/models/transformer/in-context-decoder.js";
import { errorsByPosition } from "../../../learning/predictors/index.js";
import type { PromptBatch } from "../../../learning/tasks/index.js";
import { type LinearAlgebra, matrix } from "../../../numerics/linear-algebra/index.js";
import { flattenTree, type Program, program, type Tensor, type Tree, type Value } from "../../../tensor/index.js";
import { decoderShares, tokensOf } from "./decoder-attention.js";
import { type KnownTask, modelOf, streamOf, taskOf } from "./experiment.js";
import { linearShares } from "./linear-attention.js";
import { bestLinear, linearErrors } from "./linear-theory.js";
import type { AttentionMap, Curve, Evaluation, Known } from "./protocol.js";
import type { Settings } from "./settings.js";

/** Prompts on which models and predictors are compared. */
const PROMPTS = 256;

type HostTree = Tree<Tensor>;
type AnyProgram = Program<never[], never>;

/** Measures a model on prompts that stay the same all through a run. */
export class Evaluator {
  readonly #points: number;
  readonly #known: KnownTask;
  readonly #prompts: PromptBatch;
  readonly #fresh: PromptBatch | undefined;
  readonly #forward: AnyProgram;
  readonly #attention: AnyProgram;

  constructor(private readonly settings: Settings) {
    const stream = streamOf(settings).child("evaluation");
    this.#points = settings.examples + 1;
    this.#known = taskOf(settings);
    const size = { batch: PROMPTS, points: this.#points };
    this.#prompts = this.#known.task.draw(stream.child("prompts"), size);
    this.#fresh = this.#known.fresh?.draw(stream.child("fresh"), size);
    const model = modelOf(settings);
    this.#forward = program(model.apply.bind(model) as never) as unknown as AnyProgram;
    const shares = (weights: InContextDecoderWeights<Value>, tokens: Value) =>
      decoderShares(weights, tokens, settings.heads).shares;
    this.#attention = program(shares as never) as unknown as AnyProgram;
  }

  /** What is known before training; `weights` are those at first. */
  known(weights: HostTree, algebra: LinearAlgebra): Known {
    const { predictors, population } = this.#known;
    const parameters = flattenTree(weights).leaves.reduce<number>((sum, leaf) => sum + (leaf as Tensor).data.length, 0);
    const curves = predictors.map((predictor) => ({
      name: predictor.name,
      ...this.#errors(this.#prompts, predictor.predict(this.#prompts)),
    }));
    const always = { prompts: PROMPTS, predictors: curves, parameters };
    if (this.settings.model !== "linear-attention") return always;
    const best = this.#exactly(bestLinear(population, this.#points, algebra).data);
    const { loss: firstLoss } = this.#exactly((weights as { readonly A: Tensor }).A.data);
    return { ...always, theory: { ...best, firstLoss } };
  }

  /** The model with these weights. */
  async evaluate(weights: HostTree, step: number): Promise<Evaluation> {
    const model = await this.#modelErrors(weights, this.#prompts);
    const fresh = this.#fresh && { fresh: await this.#modelErrors(weights, this.#fresh) };
    if (this.settings.model !== "linear-attention") {
      return { step, model, ...fresh, maps: await this.#decoderMaps(weights) };
    }
    const { A } = weights as { readonly A: Tensor };
    const { d } = this.settings;
    const shares = linearShares(A, this.#prompts.x.subarray(0, this.#points * d), this.#points);
    return {
      ...{ step, model, ...fresh },
      maps: [{ layer: 1, head: 1, shares, size: this.#points }],
      linear: this.#exactly(A.data),
    };
  }

  /** Linear attention with this A, over all prompts. */
  #exactly(A: ArrayLike<number>): NonNullable<Evaluation["linear"]> {
    const [{ d }, { population, labelVariance }] = [this.settings, this.#known];
    const exact = linearErrors(matrix(d, d, Float64Array.from(A)), population, this.#points);
    const errors = Array.from(exact, (error) => error / labelVariance);
    return { A: Array.from(A), errors, loss: errors.reduce((sum, error) => sum + error / this.#points, 0) };
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#forward.dispose(), this.#attention.dispose()]);
  }

  async #modelErrors(weights: HostTree, prompts: PromptBatch): Promise<Omit<Curve, "name">> {
    const { xs, ys } = promptTensors(prompts);
    const { data } = (await this.#forward.run(weights as never, xs as never, ys as never)) as Tensor;
    return this.#errors(prompts, Float64Array.from(data));
  }

  async #decoderMaps(weights: HostTree): Promise<AttentionMap[]> {
    const [points, { d }] = [this.#points, this.settings];
    const tokens = tokensOf(this.#prompts.x.subarray(0, points * d), this.#prompts.y.subarray(0, points));
    const layers = (await this.#attention.run(weights as never, tokens as never)) as readonly Tensor[];
    const size = 2 * points;
    return layers.flatMap(({ data }, layer) =>
      Array.from({ length: this.settings.heads }, (_, head) => ({
        ...{ layer: layer + 1, head: head + 1, size },
        shares: Float64Array.from(data.subarray(head * size * size, (head + 1) * size * size)),
      })),
    );
  }

  #errors(prompts: PromptBatch, predictions: Float64Array): Omit<Curve, "name"> {
    const estimates = errorsByPosition(prompts, predictions, this.#known.labelVariance);
    return {
      errors: estimates.map(({ value }) => value ?? Number.NaN),
      standardErrors: estimates.map(({ stderr }) => stderr ?? Number.NaN),
    };
  }
}
