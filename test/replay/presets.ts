import type { Params } from "../../src/study/index.js";

/**
 * Small runs of every study that together touch every solver, sampler and option; replayed by `replay.test.ts`. Of the
 * learning studies those parts that train no model in the engine, whose kernels round differently from machine to machine.
 */
export const presets: readonly { readonly study: string; readonly params: Params }[] = [
  { study: "spinglass/mapping", params: { P: [5, 40], D: 5, N: 20, repetitions: 2 } },
  { study: "spinglass/mapping", params: { P: [50], D: 6, N: 4, repetitions: 2, sampler: "literal" } },
  { study: "spinglass/message-passing", params: { P: [200, 1000], D: 8, N: 50, repetitions: 2 } },
  { study: "spinglass/message-passing", params: { P: [600], D: 6, N: 20, lambda: 0.1, beta: 3, repetitions: 2 } },
  {
    study: "spinglass/message-passing",
    params: { P: [300], D: 5, N: 30, algorithm: ["gamp", "tap"], sampler: "literal" },
  },
  { study: "spinglass/generalization", params: { P: 800, D: 8, N: [10, 40], repetitions: 2, epochs: 4 } },
  { study: "spinglass/generalization", params: { P: 600, D: 6, N: [20], c: 0.3, repetitions: 2, epochs: 4 } },
  {
    study: "spinglass/generalization",
    params: { P: 300, D: 5, N: [15], sampler: "literal", repetitions: 2, epochs: 3 },
  },
  { study: "spinglass/generalization", params: { P: 500, D: 5, N: [15], algorithm: ["tap", "gamp"], repetitions: 3 } },
  { study: "spinglass/contrast", params: { P: [50, 200], N: [5, 50], D: 8, repetitions: 2 } },
  { study: "spinglass/contrast", params: { P: [100], N: [20], D: 10, lambda: 0.1, beta: 1, repetitions: 3 } },
  { study: "spinglass/contrast", params: { P: [100], N: [20], D: 5, sampler: "literal", repetitions: 2 } },
  { study: "spinglass/weights", params: { P: [10, 500], D: 6, N: 40, repetitions: 2, epochs: 4 } },
  { study: "spinglass/weights", params: { P: [800], D: 4, N: 30, lambda: 0.5, repetitions: 2, epochs: 4 } },
  { study: "spinglass/real-tasks", params: { P: 200, N: 20, prompts: 40, repetitions: 2 } },
  { study: "spinglass/real-tasks", params: { P: 200, N: 20, D: 4, rotate: true, prompts: 30, repetitions: 2 } },
  { study: "spinglass/real-tasks", params: { P: 200, N: 8, target: "cmedv", prompts: 30, repetitions: 2 } },
  { study: "laws/compute-optimal", params: { sizes: 7, resamples: 20, repetitions: 2 } },
  { study: "laws/data-constrained", params: { repetitions: 2 } },
  { study: "laws/data-manifold", params: { dimensions: [1, 3], parameters: 512, points: 50, repetitions: 2 } },
  { study: "laws/emergence", params: { items: 50, passes: 5, repetitions: 3 } },
  { study: "laws/experts-and-modalities", params: { repetitions: 1 } },
  { study: "laws/free-energy", params: { parameters: 8, repetitions: 2 } },
  { study: "laws/handbook-table", params: {} },
  { study: "laws/handbook-table", params: { loss: "ls-log", level: 0.9 } },
  { study: "laws/handbook-theorems", params: { repetitions: 2 } },
  { study: "laws/mixing", params: { domains: 3, repetitions: 1, unseen: 10 } },
  { study: "laws/quanta", params: { quanta: 5000, repetitions: 2 } },
  { study: "laws/robust-loss", params: { sizes: 9, repetitions: 1 } },
  { study: "learning/algorithm-selection", params: { d: 5, N: 20, prompts: 10, layers: 20, repetitions: 2 } },
  {
    study: "learning/chain-of-thought",
    params: {
      ...{ operators: [4], variables: [3], letters: [10], instances: 3, words: 10, word_length: 50 },
      ...{ d: 4, k: 2, examples: [16], prompts: 5, repetitions: 2 },
    },
  },
  { study: "learning/double-descent", params: { D: 8, N: 40, alpha: [0.5, 2], repetitions: 2, trained: 0 } },
  { study: "learning/dual-form", params: { d: 4, hidden: 8, steps: 20, queries: 40, repetitions: 2 } },
  { study: "learning/functional-gradient", params: { d: 3, N: 8, prompts: 5, layers: 20, repetitions: 2 } },
  { study: "learning/gradient-descent", params: { d: 4, N: 6, layers: 5, prompts: 5, repetitions: 2 } },
  { study: "learning/induction", params: { V: 12, half: 6, pairs: 4, sequences: 2, repetitions: 2 } },
  { study: "learning/linear-attention", params: { spectrum: [2, 0.5], steps: 200, prompts: 100, repetitions: 2 } },
  { study: "learning/recurrent-gap", params: { counted: 5, vertices: [8], graphs: 5, keys: 4, repetitions: 2 } },
  {
    study: "learning/softmax-stages",
    params: { K: 3, N_balanced: 6, N: 8, steps_balanced: 60, steps: 60, prompts: 20 },
  },
  { study: "learning/support-vectors", params: { n: 2, T: 3, d: 4, steps: 500, repetitions: 2 } },
  { study: "learning/task-diversity", params: { d: 4, N: 6, tasks: [2, 64], pools: 2, prompts: 10, repetitions: 2 } },
  { study: "learning/universality", params: { largest: 100, sequences: 20, repetitions: 2 } },
];
