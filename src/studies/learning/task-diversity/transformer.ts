import { growingPrompts, modelPredictor, squaredDistances, trainOnTask } from "../../../learning/in-context/index.js";
import { inContextDecoder } from "../../../learning/models/index.js";
import {
  discreteBayesPredictor,
  errorsByPosition,
  meanError,
  ridgePredictor,
} from "../../../learning/predictors/index.js";
import { drawPool, multiTask } from "../../../learning/tasks/index.js";
import { mean } from "../../../numerics/statistics/index.js";
import type { CellContext } from "../../../study/index.js";
import { Recorder } from "../../measurement.js";
import { kinds, type PoolSizes, taskOf } from "./pools.js";

/** The transformer and its training; in Raventós et al. it is of width 128, with 8 layers, and sees batches of 256. */
const SETTINGS = { width: 64, layers: 2, heads: 2, batch: 64, rate: 2e-3 } as const;

/** Fresh prompts on which it is tested, of each kind of tasks. */
const PROMPTS = 1000;

/** How long to train, and who watches. */
export type TransformerContext = Pick<CellContext, "stream" | "signal" | "progress" | "checkpoints">;

/**
 * Trains a decoder on a pool of M tasks. Its errors over d on the pool's tasks (`transformer_pre`) and on fresh ones
 * (`transformer_true`), over all positions and at the last, and its mean squared distance over d to both Bayes predictors.
 */
export async function transformerErrors(
  { d, N, noise, M }: PoolSizes,
  steps: number,
  { stream, signal, progress, checkpoints }: TransformerContext,
): Promise<Recorder> {
  const points = N + 1;
  const pool = drawPool(stream.child("pool"), M, d);
  const { width, layers, heads, batch, rate } = SETTINGS;
  const model = inContextDecoder({ d, points, width, layers, heads, activation: "relu" });
  const store = checkpoints?.("transformer");
  const { params } = await trainOnTask(model, multiTask({ pool, noiseVariance: noise }), {
    ...{ steps, batch, points, rate, signal },
    schedule: { warmUp: Math.ceil(steps / 20) },
    curriculum: growingPrompts({ dimensions: d, points }, 0),
    stream: stream.child("training"),
    ...(store && { store, checkpointEvery: 500 }),
    onMetrics({ step, loss }) {
      if (step % 20 === 0) progress?.({ done: step, of: steps, values: { loss } });
    },
  });
  const recorder = new Recorder();
  const predictor = modelPredictor(model, params);
  const bayes = discreteBayesPredictor({ pool, noiseVariance: noise });
  const ridge = ridgePredictor({ lambda: noise });
  for (const kind of kinds) {
    const prompts = taskOf(pool, kind, { d, noise }).draw(stream.child(kind), { batch: PROMPTS, points });
    const predictions = await predictor.predict(prompts);
    const distance = (other: Float64Array) =>
      mean(squaredDistances(predictions, other, points, d).map(({ value }) => value!));
    const record = (name: string, value: number) => recorder.scalar(`${name}_${kind}`, value, `M=${M}`);
    record("transformer", meanError(prompts, predictions, d).value!);
    record("transformer_last", errorsByPosition(prompts, predictions, d)[N]!.value!);
    record("transformer_to_dmmse", distance(bayes.predict(prompts)));
    record("transformer_to_ridge", distance(ridge.predict(prompts)));
  }
  return recorder;
}
