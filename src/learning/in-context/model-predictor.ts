import { invalid } from "../../numerics/errors.js";
import { program } from "../../tensor/index.js";
import type { SequenceModel } from "../models/model.js";
import type { PromptBatch } from "../tasks/task.js";
import { promptTensors } from "./prompt-tensors.js";

/** A model with its weights as a predictor: like `Predictor`, but it runs in the engine. */
export interface ModelPredictor {
  readonly name: string;
  /** batch × points predictions: at position k, of y_k from x_k and the k examples before it. */
  predict(prompts: PromptBatch): Promise<Float64Array>;
}

/** Prompts of one run of the engine: its memory grows with them. */
const CHUNK = 256;

/** A model compiled for prediction, whatever its weights. */
export interface ForwardPass<W> {
  /**
   * batch × points predictions, as those of `ModelPredictor`.
   * @throws InputError where the model gives another number of predictions than one a label.
   */
  predict(weights: W, prompts: PromptBatch): Promise<Float64Array>;
  /** Gives back the engine's memory. */
  dispose(): Promise<void>;
}

/** Compiles a model once for many weights and prompts; float32 in the engine. */
export function forwardPass<W>(model: SequenceModel<W>): ForwardPass<W> {
  const forward = program(model.apply.bind(model) as (...args: never[]) => never);
  return {
    async predict(weights, prompts) {
      const { batch, points } = prompts;
      const predictions = new Float64Array(batch * points);
      for (let from = 0; from < batch; from += CHUNK) {
        const { xs, ys } = promptTensors(part(prompts, from, Math.min(from + CHUNK, batch)));
        const { data } = (await forward.run(weights as never, xs as never, ys as never)) as { data: Float32Array };
        const count = ys.data.length;
        if (data.length !== count)
          throw invalid(`number of predictions of model ${model.name}`, data.length, `${count}`);
        predictions.set(data, from * points);
      }
      return predictions;
    },
    dispose: () => forward.dispose(),
  };
}

/**
 * What a model with these weights predicts from the examples of a prompt; float32 in the engine.
 * `predict` throws InputError where the model gives another number of predictions than one a label.
 */
export function modelPredictor<W>(model: SequenceModel<W>, weights: W): ModelPredictor {
  return {
    name: model.name,
    async predict(prompts) {
      const forward = forwardPass(model);
      try {
        return await forward.predict(weights, prompts);
      } finally {
        await forward.dispose();
      }
    },
  };
}

/** The prompts from `from` to before `to`. */
function part({ points, dimension, x, y }: PromptBatch, from: number, to: number): PromptBatch {
  const width = points * dimension;
  return {
    ...{ batch: to - from, points, dimension },
    ...{ x: x.subarray(from * width, to * width), y: y.subarray(from * points, to * points) },
  };
}
