import { growingPrompts, modelPredictor, trainOnTask } from "../../../learning/in-context/index.js";
import { inContextDecoder } from "../../../learning/models/index.js";
import type { PromptBatch } from "../../../learning/tasks/index.js";
import { type Estimate, estimate } from "../../../numerics/statistics/index.js";
import type { CellContext } from "../../../study/index.js";
import { type Family, type FamilyName, family } from "./families.js";
import { adaptedPredictions, mamlKinds, trainMaml } from "./maml.js";
import type { Params } from "./study.js";

/** A family of tasks: all learners are trained on it and compared on the same prompts. */
export interface Cell {
  readonly id: FamilyName;
  readonly params: Params;
}

/** A number of one learner on one family. */
export type Result = {
  readonly family: FamilyName;
  readonly learner: string;
  /**
   * `error`: mean squared error of the last label after `k` examples, over the label variance. `by-steps`: the same after
   * all examples and `k` inner steps. `distance`: mean squared distance of the transformer's predictions to the learner's.
   */
  readonly quantity: "error" | "by-steps" | "distance";
  readonly k: number;
  readonly value: number;
  /** Over prompts. */
  readonly stderr: number | null;
  readonly n: number;
};

/** What rows call the transformer that learns in context. */
export const IN_CONTEXT = "in context";
/** Inner steps at which an adapted network is measured. */
const INNER_STEPS = [0, 1, 2, 3, 5, 10];
const CHECKPOINT_EVERY = 200;

/** Trains a transformer and three kinds of MAML on a family, and measures them after 0 to K examples. */
export async function runCell({ id, params }: Cell, context: CellContext): Promise<Result[]> {
  const found = family(id, params);
  const { task, baseline } = found;
  const { shots, prompts: batch } = params;
  const prompts = task.draw(context.stream.child("evaluation"), { batch, points: shots + 1 });
  const record = new Results(id, prompts, task.labelVariance ?? 1);

  const ownPredictions = await inContext(found, params, context, prompts);
  record.errors(IN_CONTEXT, ownPredictions);
  record.errors(
    baseline.name,
    lastPredictions(prompts, (part) => baseline.predict(part)),
  );
  record.distance(baseline.name, ownPredictions[shots]!, lastOf(baseline.predict(prompts), shots + 1));
  for (const kind of mamlKinds) {
    const weights = await trainMaml(kind, found, params, {
      stream: context.stream.child(kind),
      signal: context.signal,
      store: context.checkpoints?.(kind),
      checkpointEvery: CHECKPOINT_EVERY,
      onStep: reporter(context, kind, params.metaSteps),
    });
    const after = (examples: number, steps: number) =>
      adaptedPredictions(weights, prompts, { examples, steps, rate: found.innerRate });
    const byExamples: Float64Array[] = [];
    for (let k = 0; k <= shots; k++) byExamples.push(await after(k, params.innerSteps));
    record.errors(kind, byExamples);
    record.distance(kind, ownPredictions[shots]!, byExamples[shots]!);
    for (const steps of INNER_STEPS) record.bySteps(kind, steps, await after(shots, steps));
  }
  return record.rows;
}

/** The transformer's predictions of the last label, after 0 to K of the examples. */
async function inContext(
  { task }: Family,
  params: Params,
  context: CellContext,
  prompts: PromptBatch,
): Promise<Float64Array[]> {
  const { shots, width, layers, heads, steps, batch, rate, curriculum } = params;
  const points = shots + 1;
  const model = inContextDecoder({ d: task.dimension, points, width, layers, heads });
  const store = context.checkpoints?.(IN_CONTEXT);
  const report = reporter(context, IN_CONTEXT, steps);
  const { params: weights } = await trainOnTask(model, task, {
    ...{ steps, batch, points, rate, schedule: { warmUp: Math.ceil(steps / 20) }, signal: context.signal },
    curriculum: growingPrompts({ dimensions: task.dimension, points }, curriculum * steps),
    stream: context.stream.child(IN_CONTEXT),
    ...(store && { store, checkpointEvery: CHECKPOINT_EVERY }),
    onMetrics: ({ step, loss }) => report(step, loss),
  });
  const predictor = modelPredictor(model, weights);
  const predictions: Float64Array[] = [];
  for (let k = 0; k <= shots; k++) {
    predictions.push(lastOf(await predictor.predict(withExamples(prompts, k)), k + 1));
  }
  return predictions;
}

function reporter({ progress }: CellContext, name: string, of: number): (step: number, loss: number) => void {
  const stride = Math.max(1, Math.floor(of / 100));
  return (step, loss) => {
    if (step % stride === 0) progress?.({ done: step, of, values: { [`${name} loss`]: loss } });
  };
}

/** Predictions of the last label after 0 to K examples. */
function lastPredictions(prompts: PromptBatch, predict: (part: PromptBatch) => Float64Array): Float64Array[] {
  return Array.from({ length: prompts.points }, (_, k) => lastOf(predict(withExamples(prompts, k)), k + 1));
}

/** The first k examples of each prompt, and its last point as the query. */
function withExamples({ batch, points, dimension, x, y }: PromptBatch, k: number): PromptBatch {
  const kept = (b: number) => [...Array.from({ length: k }, (_, n) => b * points + n), b * points + points - 1];
  const rows = Array.from({ length: batch }, (_, b) => kept(b)).flat();
  return {
    ...{ batch, points: k + 1, dimension },
    x: Float64Array.from(rows.flatMap((row) => [...x.subarray(row * dimension, (row + 1) * dimension)])),
    y: Float64Array.from(rows, (row) => y[row]!),
  };
}

/** The last of every `points` predictions. */
function lastOf(predictions: Float64Array, points: number): Float64Array {
  return Float64Array.from({ length: predictions.length / points }, (_, b) => predictions[b * points + points - 1]!);
}

/** The rows of a family, each error against the last labels of its prompts. */
class Results {
  readonly rows: Result[] = [];
  private readonly labels: Float64Array;

  constructor(
    private readonly family: FamilyName,
    prompts: PromptBatch,
    private readonly scale: number,
  ) {
    this.labels = lastOf(prompts.y, prompts.points);
  }

  errors(learner: string, byExamples: readonly Float64Array[]): void {
    byExamples.forEach((predictions, k) => {
      this.#add(learner, "error", k, this.#apart(predictions, this.labels));
    });
  }

  bySteps(learner: string, steps: number, predictions: Float64Array): void {
    this.#add(learner, "by-steps", steps, this.#apart(predictions, this.labels));
  }

  distance(learner: string, a: Float64Array, b: Float64Array): void {
    this.#add(learner, "distance", 0, this.#apart(a, b));
  }

  #apart(a: Float64Array, b: Float64Array): Estimate {
    return estimate(a.map((value, i) => (value - b[i]!) ** 2 / this.scale));
  }

  #add(learner: string, quantity: Result["quantity"], k: number, { value, stderr, n }: Estimate): void {
    this.rows.push({ family: this.family, learner, quantity, k, value: value!, stderr, n });
  }
}
