import { sampleWithoutReplacement } from "../numerics/random/index.js";
import type { Stream } from "../numerics/random/stream.js";
import { mean } from "../numerics/statistics/index.js";
import { allocateTasks, type TaskBatch } from "./tasks.js";

/** A table as the task sampler wants it: rows of standardised columns, row-major. */
export interface TaskTable {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns. */
  readonly data: Float64Array;
}

/** How a task is cut from a table: N rows as prompt, one more as query. */
export interface TableTaskSettings {
  readonly D: number;
  readonly N: number;
  /** Index of the target column; a random one for each task where undefined. */
  readonly target: number | undefined;
  /** D × D orthogonal matrix applied to the features, drawn anew for each task by the caller; none where undefined. */
  readonly rotation?: (stream: Stream) => Float64Array;
}

/** One prompt with its query. */
export interface Prompt {
  /** N × D. */
  readonly examples: Float64Array;
  readonly labels: Float64Array;
  readonly query: Float64Array;
  /** The query's own label, which a predictor must not see. */
  readonly answer: number;
  readonly target: number;
}

/**
 * Standardises columns by the mean and deviation over `fitRows`, and keeps `keepRows`: so that held-out rows are scaled by
 * what was known before. A column that does not vary over `fitRows` is scaled by its deviation over the table.
 */
export function standardise(
  columns: readonly { readonly values: Float64Array }[],
  fitRows: Uint32Array,
  keepRows: Uint32Array,
): TaskTable {
  const data = new Float64Array(keepRows.length * columns.length);
  columns.forEach(({ values }, column) => {
    const largest = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0) || 1;
    const scaled = values.map((value) => value / largest);
    const fitted = spread(Float64Array.from(fitRows, (row) => scaled[row]!));
    const deviation = fitted.deviation > 1e-12 ? fitted.deviation : spread(scaled).deviation;
    keepRows.forEach((row, i) => {
      data[i * columns.length + column] = (scaled[row]! - fitted.mean) / deviation;
    });
  });
  return { rows: keepRows.length, columns: columns.length, data };
}

function spread(values: Float64Array): { mean: number; deviation: number } {
  const average = mean(values);
  return { mean: average, deviation: Math.sqrt(mean(values.map((value) => (value - average) ** 2))) };
}

/** Draws a prompt: a target, D other columns in the table's order, N + 1 distinct rows. */
export function drawPrompt(table: TaskTable, { D, N, target, rotation }: TableTaskSettings, stream: Stream): Prompt {
  const chosen = target ?? stream.integer(table.columns);
  const features = sampleWithoutReplacement(stream, table.columns - 1, D).map((index) =>
    index < chosen ? index : index + 1,
  );
  features.sort();
  const rows = sampleWithoutReplacement(stream, table.rows, N + 1);
  const inputs = new Float64Array((N + 1) * D);
  const labels = new Float64Array(N + 1);
  rows.forEach((row, n) => {
    labels[n] = table.data[row * table.columns + chosen]!;
    features.forEach((column, i) => {
      inputs[n * D + i] = table.data[row * table.columns + column]!;
    });
  });
  if (rotation) rotate(inputs, rotation(stream), D);
  return {
    examples: inputs.subarray(0, N * D),
    labels: labels.subarray(0, N),
    query: inputs.subarray(N * D),
    answer: labels[N]!,
    target: chosen,
  };
}

/** P tasks cut from a table, as the couplings and solvers take them. */
export function drawTableTasks(
  table: TaskTable,
  settings: TableTaskSettings & { P: number },
  stream: Stream,
): TaskBatch {
  const { P, D, N } = settings;
  const batch = allocateTasks(P, D, N);
  for (let task = 0; task < P; task++) {
    const prompt = drawPrompt(table, settings, stream);
    promptFeatures(prompt, batch.features.subarray(task * (D + 1), (task + 1) * (D + 1)));
    batch.queries.set(prompt.query, task * D);
    batch.targets[task] = prompt.answer;
  }
  return batch;
}

/** ũ = [X₀y₀ ; y₀ᵀy₀]/N of eq. (131), into `out` of length D + 1. */
export function promptFeatures(
  { examples, labels }: Prompt,
  out: Float64Array = new Float64Array(examples.length / labels.length + 1),
): Float64Array {
  const N = labels.length;
  const D = examples.length / N;
  for (let n = 0; n < N; n++) {
    const y = labels[n]! / N;
    for (let i = 0; i < D; i++) out[i]! += y * examples[n * D + i]!;
    out[D]! += y * labels[n]!;
  }
  return out;
}

function rotate(inputs: Float64Array, Q: Float64Array, D: number): void {
  const row = new Float64Array(D);
  for (let from = 0; from < inputs.length; from += D) {
    row.set(inputs.subarray(from, from + D));
    for (let i = 0; i < D; i++) {
      let sum = 0;
      for (let j = 0; j < D; j++) sum += Q[i * D + j]! * row[j]!;
      inputs[from + i] = sum;
    }
  }
}
