import { promptTensors } from "../../../learning/in-context/index.js";
import {
  adapt,
  initNetwork,
  metaLoss,
  type NetworkWeights,
  predictEach,
} from "../../../learning/meta-learning/index.js";
import type { PromptBatch } from "../../../learning/tasks/index.js";
import type { Stream } from "../../../numerics/random/stream.js";
import type { CellCheckpoints } from "../../../study/index.js";
import { div, mul, program, type Tensor, type Value } from "../../../tensor/index.js";
import { adam, train } from "../../../training/index.js";
import type { Family } from "./families.js";
import type { Params } from "./study.js";

/** Ways to meta-train the network; `same examples` is the outer loop as the handbook prints it. */
export const mamlKinds = ["MAML", "first-order MAML", "MAML, same examples"] as const;
export type MamlKind = (typeof mamlKinds)[number];

/** What meta-training runs with. */
export interface MamlRun {
  readonly stream: Stream;
  readonly signal: AbortSignal;
  readonly store: CellCheckpoints | undefined;
  readonly checkpointEvery: number;
  readonly onStep: (step: number, loss: number) => void;
}

type Batch = { readonly xs: Tensor; readonly ys: Tensor; readonly qx: Tensor; readonly qy: Tensor };

/** Meta-trains a network on a family of tasks: K examples to adapt to and K others to be judged by (Finn et al., §5.1). */
export async function trainMaml(
  kind: MamlKind,
  { task, hidden, innerRate }: Family,
  { shots, innerSteps, metaSteps, metaBatch, metaRate }: Params,
  { onStep, store, ...rest }: MamlRun,
): Promise<NetworkWeights<Tensor>> {
  const adaptation = {
    ...{ rate: innerRate, steps: innerSteps },
    order: kind === "first-order MAML" ? "first" : "second",
  } as const;
  const { params } = await train<NetworkWeights<Tensor>, Batch>({
    ...rest,
    ...(store && { store }),
    steps: metaSteps,
    init: (stream) => initNetwork(stream, task.dimension, hidden),
    batches(stream) {
      const prompts = task.draw(stream, { batch: metaBatch, points: 2 * shots });
      const support = promptTensors(partOf(prompts, 0, shots));
      const query = kind === "MAML, same examples" ? support : promptTensors(partOf(prompts, shots, 2 * shots));
      return { ...support, qx: query.xs, qy: query.ys };
    },
    loss: (weights, given) => {
      const { xs, ys, qx, qy } = given as { readonly [name in keyof Batch]: Value };
      const own = weights as unknown as NetworkWeights<Value>;
      return div(metaLoss(own, { xs, ys }, { xs: qx, ys: qy }, adaptation), task.labelVariance ?? 1);
    },
    optimiser: adam(metaRate),
    onMetrics: ({ step, loss }) => onStep(step, loss),
  });
  return params;
}

/**
 * Predictions of the last label of each prompt, after so many inner steps on the first `examples` pairs.
 * @returns one number a prompt.
 */
export async function adaptedPredictions(
  weights: NetworkWeights<Tensor>,
  prompts: PromptBatch,
  { examples, steps, rate }: { readonly examples: number; readonly steps: number; readonly rate: number },
): Promise<Float64Array> {
  const support = promptTensors(partOf(prompts, 0, Math.max(1, examples)));
  const { xs: query } = promptTensors(partOf(prompts, prompts.points - 1, prompts.points));
  const adaptation = { rate: examples === 0 ? 0 : rate, steps, order: "second" } as const;
  const predict = program((own: NetworkWeights<Value>, xs: Value, ys: Value, qx: Value) =>
    mul(predictEach(adapt(own, { xs, ys }, adaptation), qx), 1),
  );
  try {
    const { data } = await predict.run(weights as never, support.xs as never, support.ys as never, query as never);
    return Float64Array.from(data);
  } finally {
    await predict.dispose();
  }
}

/** The points from `from` to before `to` of every prompt. */
function partOf({ batch, points, dimension, x, y }: PromptBatch, from: number, to: number): PromptBatch {
  const count = to - from;
  const part = {
    batch,
    points: count,
    dimension,
    x: new Float64Array(batch * count * dimension),
    y: new Float64Array(batch * count),
  };
  for (let b = 0; b < batch; b++) {
    const start = b * points + from;
    part.x.set(x.subarray(start * dimension, (start + count) * dimension), b * count * dimension);
    part.y.set(y.subarray(start, start + count), b * count);
  }
  return part;
}
