import {
  type FeatureTask,
  type LayerState,
  layerState,
  populationStep,
  promptLaw,
  softmaxRegressionErrors,
  stochasticStep,
} from "../../../learning/attention-dynamics/index.js";
import type { Stream } from "../../../numerics/random/stream.js";
import type { Recorder } from "../../measurement.js";
import type { Params } from "./study.js";

/** The two tasks. */
export const TASKS = ["balanced", "imbalanced"] as const;
/** A task by name. */
export type TaskName = (typeof TASKS)[number];
/** Checkpoints of a run at most, beside its start: as many in each decade of steps. */
const CHECKPOINTS = 40;
/** Prompts less probable than this are left out of exact means: some 10^4 at most, 10^-8 of the mass. */
const NEGLIGIBLE = 1e-12;
/** Attention from which a feature counts as learned. */
export const LEARNED = 0.9;

/** The task by name. */
export function taskOf(name: TaskName, { K, dominant, N, N_balanced }: Params): FeatureTask {
  if (name === "balanced") return { probabilities: new Array<number>(K).fill(1 / K), N: N_balanced };
  const rare = (1 - dominant) / (K - 1);
  return { probabilities: Array.from({ length: K }, (_, k) => (k === 0 ? dominant : rare)), N };
}

/**
 * Trains the layer from 0, by SGD with a stream, on the exact population loss without one. Loss and attention at the
 * checkpoints are exact expectations in both cases, so that SGD's own noise is all that its runs differ by.
 */
export function trainLayer(
  recorder: Recorder,
  name: TaskName,
  params: Params,
  { stream, signal }: { readonly stream?: Stream; readonly signal: AbortSignal },
): void {
  const task = taskOf(name, params);
  const law = promptLaw(task, NEGLIGIBLE);
  const steps = name === "balanced" ? params.steps_balanced : params.steps;
  const logits = new Float64Array(params.K ** 2);
  const states: { step: number; state: LayerState }[] = [];
  const checkpoints = new Set([
    0,
    ...Array.from({ length: CHECKPOINTS }, (_, i) => Math.round(steps ** ((i + 1) / CHECKPOINTS))),
  ]);
  for (let step = 0; step <= steps; step++) {
    if (checkpoints.has(step)) {
      signal.throwIfAborted();
      states.push({ step, state: layerState(logits, task, law) });
    }
    if (stream) stochasticStep(logits, task, params, stream);
    else populationStep(logits, task, law, params.eta);
  }
  record(recorder, name, states, stream ? "sgd" : "exact");
}

/** What queries of the first feature, and of the last one, attend to: both alike in the balanced task. */
function record(
  recorder: Recorder,
  name: TaskName,
  states: readonly { step: number; state: LayerState }[],
  how: "sgd" | "exact",
): void {
  const features: [string, (state: LayerState) => number][] =
    name === "balanced"
      ? [["balanced", ({ attention }) => attention[0]!]]
      : [
          ["dominant", ({ attention }) => attention[0]!],
          ["rare", ({ attention }) => attention.at(-1)!],
        ];
  const suffix = how === "sgd" ? "" : ", exact";
  for (const [feature, read] of features) {
    for (const { step, state } of states) recorder.point(`attention_${how}`, step, read(state), feature);
    recorder.scalar("final_attention", read(states.at(-1)!.state), feature + suffix);
    const learned = states.find(({ state }) => read(state) >= LEARNED);
    recorder.scalar("steps_to_learn", learned?.step ?? null, feature + suffix);
  }
  for (const { step, state } of states) recorder.point(`loss_${how}`, step, state.loss, name);
  recorder.scalar("final_loss", states.at(-1)!.state.loss, name + suffix);
  if (name === "imbalanced") {
    const leads = states.map(({ state }) => state.attention[0]! - Math.max(...state.attention.subarray(1)));
    recorder.scalar("least_lead", Math.min(...leads), how);
  }
}

/** The least error of the layer on Gaussian inputs over β, beside the best linear attention, (d + 1)/(N + d + 1). */
export function tryLinearClass(recorder: Recorder, { d, lengths, prompts }: Params, stream: Stream): void {
  const betas = Array.from({ length: 31 }, (_, i) => i * 0.05);
  for (const N of lengths) {
    const errors = softmaxRegressionErrors(betas, { d, N, prompts }, stream.child(N));
    recorder.point("gaussian_error", N, Math.min(...errors), "softmax attention, best β");
    recorder.point("gaussian_error", N, (d + 1) / (N + d + 1), "linear attention, optimum");
    if (N === Math.max(...lengths)) recorder.scalar("gaussian_error", Math.min(...errors), `N=${N}`);
  }
}
