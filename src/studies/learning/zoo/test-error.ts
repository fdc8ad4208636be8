import { type LinearValueWeights, type MergedWeights, predictFromStatistics } from "../../../learning/models/index.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { estimate } from "../../../numerics/statistics/estimate.js";
import { generalizationError } from "../../../spinglass/index.js";
import { program, slice, square, squeeze, sub, type Tensor, type Tree, type Value } from "../../../tensor/index.js";
import { liveSpins } from "../linear-attention-training.js";
import type { PromptSizes } from "./prompts.js";
import { type ModelName, type TaskValues, views } from "./training.js";

/** An error with its standard error over test prompts; 0 where it is exact. */
export interface TestError {
  readonly eps: number;
  readonly stderr: number;
}

/** Fresh tasks that are predicted at a time. */
const CHUNK = 500;

/**
 * The test error, in units of the labels' variance. Exact for simplified linear attention; of fresh prompts for SA and TF.
 * For FLA and MHLA it is the exact error of the simplified attention that reads the labels as they do, plus the mean
 * difference from it on fresh prompts, which varies much less than the error itself.
 */
export async function testError(
  name: ModelName,
  weights: Tree<Tensor>,
  sizes: PromptSizes,
  prompts: number,
  stream: Stream,
): Promise<TestError> {
  if (name === "sla") return { eps: exactError(weights as MergedWeights<Tensor>, sizes), stderr: 0 };
  if (name === "sa" || name === "tf") return meanOver(await squaredErrors(name, weights, sizes, prompts, stream));
  const reference = labelAttention(weights as LinearValueWeights<Tensor>, sizes.D);
  const differences = await squaredErrors(name, weights, sizes, prompts, stream, reference);
  const { eps, stderr } = meanOver(differences);
  return { eps: exactError(reference, sizes) + eps, stderr };
}

function exactError(weights: MergedWeights<Tensor>, sizes: PromptSizes): number {
  return generalizationError(liveSpins(weights, sizes.D), sizes);
}

/** Squared errors on fresh prompts, less those of a simplified linear attention on the same ones where it is given. */
async function squaredErrors(
  name: ModelName,
  weights: Tree<Tensor>,
  sizes: PromptSizes,
  prompts: number,
  stream: Stream,
  reference?: MergedWeights<Tensor>,
): Promise<Float64Array> {
  const { draw, predict } = views[name];
  const errors = program((values: Tree<Value>, tasks: TaskValues, other: Tree<Value>) => {
    const own = square(sub(predict(values, tasks, sizes), tasks.targets!));
    if (!reference) return own;
    const simple = predictFromStatistics(other as MergedWeights<Value>, lastRow(tasks.moments!), tasks.queries!);
    return sub(own, square(sub(simple, tasks.targets!)));
  });
  const all = new Float64Array(prompts);
  for (let from = 0; from < prompts; from += CHUNK) {
    const tasks = draw(stream.child("tasks", from), Math.min(CHUNK, prompts - from), sizes);
    all.set((await errors.run(weights, tasks, reference ?? {})).data, from);
  }
  await errors.dispose();
  return all;
}

/** ũ, the last row of the moments: batch × (D + 1). */
function lastRow(moments: Value): Value {
  return squeeze(slice(moments, [0, -1, 0], []), 1);
}

function meanOver(errors: Float64Array): TestError {
  const { value, stderr } = estimate(errors);
  return { eps: value!, stderr: stderr ?? 0 };
}

/** Σ_h r_h W^h with r_h what the prediction reads of head h's label: the part of FLA or MHLA that SLA has too. */
function labelAttention(weights: LinearValueWeights<Tensor>, D: number): MergedWeights<Tensor> {
  const rows = D + 1;
  const size = rows * rows;
  const data = new Float64Array(size);
  const heads = weights.W.data.length / size;
  for (let head = 0; head < heads; head++) {
    const read = labelRead(weights, head, rows);
    for (let i = 0; i < size; i++) data[i]! += read * weights.W.data[head * size + i]!;
  }
  return { W: { data, shape: [rows, rows] } };
}

/** The entry of the last row of W_V, or of W_O^h W_V^h, in the column of the label. */
function labelRead(weights: LinearValueWeights<Tensor>, head: number, rows: number): number {
  const label = rows - 1;
  if (!("W_O" in weights)) return weights.W_V.data[label * rows + label]!;
  const inputs = weights.W_O.data.length / rows;
  let read = 0;
  for (let k = 0; k < rows; k++) {
    read += weights.W_O.data[label * inputs + head * rows + k]! * weights.W_V.data[(head * rows + k) * rows + label]!;
  }
  return read;
}
