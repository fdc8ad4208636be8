import type { Stream } from "../../../numerics/random/stream.js";
import { drawTasks } from "../../../spinglass/index.js";
import type { Tensor } from "../../../tensor/index.js";

/** Sizes of in-context linear regression, thesis §4.1. */
export interface PromptSizes {
  readonly D: number;
  readonly N: number;
}

/** Tensors whose first axis counts the tasks: what a model sees of each, and the labels of the queries. */
export type TaskSet = { readonly targets: Tensor } & Readonly<Record<string, Tensor>>;

/** Draws `count` tasks as a model sees them. */
export type Draw = (stream: Stream, count: number, sizes: PromptSizes) => TaskSet;

/** Whole prompts `X`, count × (D + 1) × (N + 1), for what is not linear. */
export const drawPrompts: Draw = (stream, count, { D, N }) => {
  const size = (D + 1) * (N + 1);
  const X = new Float32Array(count * size);
  const targets = new Float32Array(count);
  const drawInputs = (inputs: Float64Array) => void stream.fillNormal(inputs);
  eachPrompt({ stream, count, D, columns: N + 1, drawInputs }, (task, prompt, target) => {
    X.set(prompt, task * size);
    targets[task] = target;
  });
  return { X: { data: X, shape: [count, D + 1, N + 1] }, targets: { data: targets, shape: [count] } };
};

/**
 * The `moments` X X^T/N, count × (D + 1) × (D + 1), and `queries` (x̃, 0): all that linear attention sees. X₀ (D × N) is
 * LQ with orthogonal rows of Q, and only L is drawn (Bartlett 1933): lower triangular, normals below the diagonal, roots of
 * χ² with N, N − 1, … degrees of freedom on it.
 */
export const drawMoments: Draw = (stream, count, { D, N }) => {
  const rows = D + 1;
  const columns = Math.min(D, N) + 1;
  const moments = new Float32Array(count * rows * rows);
  const queries = new Float32Array(count * rows);
  const targets = new Float32Array(count);
  const drawInputs = (inputs: Float64Array) => {
    stream.fillNormal(inputs);
    for (let d = 0; d < columns - 1; d++) {
      inputs[d * columns + d] = Math.sqrt(stream.chiSquare(N - d));
      inputs.fill(0, d * columns + d + 1, (d + 1) * columns - 1);
    }
  };
  eachPrompt({ stream, count, D, columns, drawInputs }, (task, prompt, target) => {
    fillMoments(prompt, columns, N, moments.subarray(task * rows * rows, (task + 1) * rows * rows));
    for (let row = 0; row < rows; row++) queries[task * rows + row] = prompt[(row + 1) * columns - 1]!;
    targets[task] = target;
  });
  return {
    moments: { data: moments, shape: [count, rows, rows] },
    queries: { data: queries, shape: [count, rows] },
    targets: { data: targets, shape: [count] },
  };
};

/** The `features` ũ and `queries` (x̃, 0), count × (D + 1): all that simplified linear attention sees. */
export const drawStatistics: Draw = (stream, count, { D, N }) => {
  const { features, queries, targets } = drawTasks(stream, { P: count, D, N });
  const padded = new Float64Array(count * (D + 1));
  for (let task = 0; task < count; task++) padded.set(queries.subarray(task * D, (task + 1) * D), task * (D + 1));
  return {
    features: { data: features, shape: [count, D + 1] },
    queries: { data: padded, shape: [count, D + 1] },
    targets: { data: targets, shape: [count] },
  };
};

/** The chosen tasks of a set. */
export function selectTasks(tasks: TaskSet, chosen: readonly number[]): TaskSet {
  const selected = Object.entries(tasks).map(([name, { data, shape }]): [string, Tensor] => {
    const [count, ...rest] = shape as [number, ...number[]];
    const size = data.length / count;
    const rows = new Float32Array(chosen.length * size);
    for (const [i, task] of chosen.entries()) rows.set(data.subarray(task * size, (task + 1) * size), i * size);
    return [name, { data: rows, shape: [chosen.length, ...rest] }];
  });
  return Object.fromEntries(selected) as TaskSet;
}

interface PromptDraw {
  readonly stream: Stream;
  readonly count: number;
  readonly D: number;
  /** Examples and the query. */
  readonly columns: number;
  /** Fills D × columns inputs of one prompt. */
  readonly drawInputs: (inputs: Float64Array) => void;
}

/**
 * Draws prompts one after the other: inputs as told, w ~ N(0, I_D), y = wᵀx/√D, the query last with 0 for its label
 * (thesis eq. (122)). `prompt`, (D + 1) × columns, is overwritten by the next.
 */
function eachPrompt(
  { stream, count, D, columns, drawInputs }: PromptDraw,
  visit: (task: number, prompt: Float64Array, target: number) => void,
): void {
  const prompt = new Float64Array((D + 1) * columns);
  const inputs = prompt.subarray(0, D * columns);
  const labels = prompt.subarray(D * columns);
  const w = new Float64Array(D);
  for (let task = 0; task < count; task++) {
    stream.fillNormal(w);
    drawInputs(inputs);
    labels.fill(0);
    for (let d = 0; d < D; d++) {
      const weight = w[d]! / Math.sqrt(D);
      for (let i = 0; i < columns; i++) labels[i]! += weight * inputs[d * columns + i]!;
    }
    const target = labels[columns - 1]!;
    labels[columns - 1] = 0;
    visit(task, prompt, target);
  }
}

/** X X^T/N of one prompt, (D + 1) × (D + 1). */
function fillMoments(prompt: Float64Array, columns: number, N: number, moments: Float32Array): void {
  const rows = prompt.length / columns;
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < columns; i++) sum += prompt[a * columns + i]! * prompt[b * columns + i]!;
      moments[a * rows + b] = moments[b * rows + a] = sum / N;
    }
  }
}
