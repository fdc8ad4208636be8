import { flattenTree, type Tensor } from "../../tensor/index.js";
import { encodeCheckpoint } from "./checkpoint.js";
import { DivergenceError } from "./divergence.js";
import { type History, STEP_METRICS } from "./history.js";
import type { TrainOptions, TrainResult } from "./options.js";
import type { Session } from "./session.js";
import type { HostState, StepMetrics } from "./train-step.js";

/** A training run that is going on: what it has measured, and what it does between runs of the engine. */
export class Run<W, B> {
  /** Steps and time at the start of this session. */
  readonly #started: { readonly step: number; readonly seconds: number };

  /** @param savedStep the steps done at the checkpoint from which the run resumed, if from any */
  constructor(
    private readonly options: TrainOptions<W, B>,
    private readonly session: Session,
    readonly history: History,
    private savedStep: number | undefined,
  ) {
    this.#started = { step: this.step, seconds: options.clock?.() ?? 0 };
  }

  /** Steps done. */
  get step(): number {
    return this.history.loss.length;
  }

  /** Notes the metrics of the steps just done. @throws DivergenceError at the first that is not finite */
  record(outputs: readonly StepMetrics<Tensor>[]): void {
    for (const output of outputs) {
      const { loss, gradientNorm } = output;
      this.#requireFinite("the loss", loss.data[0]!, this.step);
      this.#requireFinite("the gradient norm", gradientNorm.data[0]!, this.step);
      for (const name of STEP_METRICS) {
        const metric = output[name];
        if (metric) this.history[name].push(metric.data[0]!);
      }
    }
  }

  /** The caller's evaluation of the parameters as they are. */
  async evaluate(): Promise<void> {
    const { evaluate } = this.options;
    if (!evaluate) return;
    const params = (await this.session.state()).params as W;
    this.history.evaluations.push({ step: this.step, values: await evaluate(params, this.step) });
  }

  /** The newest metrics to whoever watches. */
  async report(): Promise<void> {
    const { onMetrics, clock, steps } = this.options;
    if (!onMetrics) return;
    const { loss, gradientNorm, learningRate, evaluations } = this.history;
    const seconds = clock ? clock() - this.#started.seconds : 0;
    await onMetrics({
      step: this.step,
      steps,
      loss: loss.at(-1)!,
      gradientNorm: gradientNorm.at(-1)!,
      ...(learningRate.length > 0 && { learningRate: learningRate.at(-1)! }),
      ...(seconds > 0 && { stepsPerSecond: (this.step - this.#started.step) / seconds }),
      ...(evaluations.length > 0 && { evaluation: evaluations.at(-1)!.values }),
    });
  }

  /** Keeps a checkpoint, unless this step has one or there is no store. */
  async save(): Promise<void> {
    const { store, stream } = this.options;
    if (!store || this.savedStep === this.step) return;
    const state = await this.#finiteState();
    await store.save(encodeCheckpoint({ state, history: this.history }, stream), this.step);
    this.savedStep = this.step;
  }

  /** The last checkpoint and the result. */
  async finish(): Promise<TrainResult<W>> {
    await this.save();
    const { params } = await this.#finiteState();
    return { params: params as W, step: this.step, history: this.history };
  }

  /** A loss may be finite and yet its step lead out of the finite numbers, which only the next loss would show. */
  async #finiteState(): Promise<HostState> {
    const state = await this.session.state();
    const { leaves, names } = flattenTree(state);
    for (const [index, leaf] of leaves.entries()) {
      const wrong = (leaf as Tensor).data.find((value) => !Number.isFinite(value));
      if (wrong !== undefined) this.#requireFinite(names[index]!, wrong, this.step - 1);
    }
    return state;
  }

  #requireFinite(what: string, value: number, step: number): void {
    if (Number.isFinite(value)) return;
    const { path } = this.options.stream.child("batch", step);
    throw new DivergenceError(`${what} is ${value}`, step, path, this.savedStep);
  }
}
