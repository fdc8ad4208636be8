import { promptTensors } from "../../../learning/in-context/prompt-tensors.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/index.js";
import { div, mean, square, sub, type Tensor, type Tree, type Value } from "../../../tensor/index.js";
import { adam, chain, clipByGlobalNorm, type TrainOptions, train } from "../../../training/index.js";
import { Evaluator } from "./evaluator.js";
import { modelOf, streamOf, taskOf } from "./experiment.js";
import type { News } from "./protocol.js";
import { MOST_STEPS, type Settings } from "./settings.js";

type Weights = Tree<Tensor>;
type Batch = { readonly xs: Tensor; readonly ys: Tensor };

/**
 * The run of the settings as `train` takes it: the mean squared error at all positions over the label variance, by Adam with
 * the gradient's norm clipped at 1 (as `trainOnTask` has it, at a constant rate), on fresh prompts at each step.
 */
export function runOf(settings: Settings): TrainOptions<Weights, Batch> {
  const { task, labelVariance } = taskOf(settings);
  const model = modelOf(settings);
  const size = { batch: settings.batch, points: settings.examples + 1 };
  return {
    init: (stream) => model.init(stream),
    batches: (stream) => promptTensors(task.draw(stream, size)),
    loss: (weights, { xs, ys }) =>
      div(mean(square(sub(model.apply(weights as Tree<Value>, xs, ys), ys))), labelVariance),
    optimiser: chain(clipByGlobalNorm(1), adam(settings.rate)),
    stream: streamOf(settings).child("run"),
    steps: MOST_STEPS,
  };
}

/** What a trainer has of its surroundings. */
export interface Surroundings {
  readonly algebra: LinearAlgebra;
  tell(news: News): void;
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Lets other messages be heard. */
  breathe(): Promise<void>;
}

/** Milliseconds between looks at other messages, news of losses, and evaluations, which take at most a fifth of the time. */
const [BREATH, NEWS, EVALUATION, SHARE] = [20, 100, 800, 4];

/** Trains a model in steps that can be paused; tells of losses and of the model as it goes. */
export class Trainer {
  readonly #evaluator: Evaluator;
  readonly #options: TrainOptions<Weights, Batch>;
  #weights: Weights;
  /** Steps that may still be taken without asking again. */
  #permits = 0;
  #wake: (() => void) | undefined;
  #unheard: number[] = [];
  #step = 0;
  #lastBreath: number;
  #nextNews = 0;
  #nextEvaluation = 0;

  constructor(
    settings: Settings,
    private readonly around: Surroundings,
  ) {
    this.#evaluator = new Evaluator(settings);
    this.#options = runOf(settings);
    this.#weights = this.#options.init(this.#options.stream.child("init"));
    this.#lastBreath = around.now();
  }

  play(): void {
    this.#permit(Number.POSITIVE_INFINITY);
  }

  pause(): void {
    this.#permits = 0;
  }

  /** Takes some steps, and pauses. */
  step(steps = 1): void {
    this.#permit(steps);
  }

  /** Tells what is known, then takes the steps that are permitted until the last. */
  async run(): Promise<void> {
    const { algebra, tell } = this.around;
    tell({ kind: "known", known: this.#evaluator.known(this.#weights, algebra) });
    await this.#wait();
    await train({
      ...this.#options,
      evaluate: (weights) => {
        this.#weights = weights;
        return {};
      },
      evaluateEvery: 1,
      onMetrics: ({ loss }) => this.#after(loss),
    });
    await this.#evaluator.dispose();
    tell({ kind: "state", state: "done" });
  }

  #permit(steps: number): void {
    this.#permits = steps;
    this.#wake?.();
  }

  async #after(loss: number): Promise<void> {
    this.#unheard.push(loss);
    this.#step++;
    this.#permits--;
    const now = this.around.now();
    if (now >= this.#lastBreath + BREATH) {
      if (now >= this.#nextEvaluation) await this.#evaluate();
      else if (now >= this.#nextNews) this.#tellLosses();
      await this.around.breathe();
      this.#lastBreath = this.around.now();
    }
    if (this.#step === MOST_STEPS) await this.#evaluate();
    else if (this.#permits <= 0) await this.#wait();
  }

  /** Tells of the model as it is, and waits for a permit. */
  async #wait(): Promise<void> {
    await this.#evaluate();
    if (this.#permits <= 0) {
      this.around.tell({ kind: "state", state: "paused" });
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    this.around.tell({ kind: "state", state: "running" });
  }

  async #evaluate(): Promise<void> {
    this.#tellLosses();
    const began = this.around.now();
    const evaluation = await this.#evaluator.evaluate(this.#weights, this.#step);
    this.around.tell({ kind: "evaluation", evaluation });
    const took = this.around.now() - began;
    this.#nextEvaluation = this.around.now() + Math.max(EVALUATION, SHARE * took);
  }

  #tellLosses(): void {
    this.#nextNews = this.around.now() + NEWS;
    if (this.#unheard.length === 0) return;
    this.around.tell({ kind: "losses", losses: this.#unheard, from: this.#step - this.#unheard.length });
    this.#unheard = [];
  }
}
