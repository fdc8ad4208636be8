import type { Params } from "../../src/study/index.js";

/** Small runs of every study that together touch every solver, sampler and option; replayed by `replay.test.ts`. */
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
];
