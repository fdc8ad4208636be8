import { z } from "zod";
import {
  attentionMemory,
  countTreeStates,
  decideTreeByTour,
  drawTwoStars,
  hashingMemory,
  isTree,
  recallBits,
  recallBound,
  recallRates,
  treeStateBits,
  treeStates,
  truncatingMemory,
} from "../../../learning/expressivity/index.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  counted: z
    .int()
    .min(3)
    .max(7)
    .default(6)
    .describe("largest number of vertices for which states are counted by brute force"),
  vertices: z
    .array(z.int().min(6).max(500))
    .min(1)
    .max(50)
    .default([8, 16, 32, 64, 128])
    .describe("numbers n of vertices of the graphs that the tour decides"),
  graphs: z.int().min(1).max(100_000).default(50).describe("graphs of each size in a repetition"),
  keys: z.int().min(1).max(10).default(6).describe("keys n of the tables to recall"),
  values: z.int().min(2).max(16).default(4).describe("values V of a key"),
  repetitions: z.int().min(2).max(10_000).default(4).describe("independent samples of graphs"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly kind: "states" | "recall" | "tours";
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/recurrent-gap",
  version: 1,
  title: "What a recurrent state must hold, and what one lookup saves",
  source: "S0 §1.2",
  references: [references.wen2024rnns],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { counted: 7, graphs: 500, keys: 8, repetitions: 10 }, seconds: 8 },
  },
  cells: (params) => [
    { id: "states", kind: "states", repetition: 0, params },
    { id: "recall", kind: "recall", repetition: 0, params },
    ...Array.from({ length: params.repetitions }, (_, repetition) => ({
      id: `tours,repetition=${repetition}`,
      kind: "tours" as const,
      repetition,
      params,
    })),
  ],
  run: runCell,
  metrics: scalarMetrics,
  judge,
  figures,
});

function runCell({ kind, repetition, params }: Cell, { stream, signal }: CellContext): Measurement[] {
  const recorder = new Recorder(repetition);
  if (kind === "states") countStates(recorder, params);
  else if (kind === "recall") measureRecall(recorder, params);
  else decideTrees(recorder, params, stream, signal);
  return recorder.rows;
}

/** States after each edge by brute force and in closed form; bits of the most crowded step for large graphs. */
function countStates(recorder: Recorder, { counted, vertices }: Params): void {
  let wrong = 0;
  for (let n = 3; n <= counted; n++) {
    const formula = treeStates(n);
    countTreeStates(n).forEach((states, edges) => {
      recorder.point("states", edges, states, `n = ${n}`);
      if (BigInt(states) !== formula[edges]) wrong++;
    });
  }
  recorder.scalar("states_wrong", wrong);
  for (const n of vertices) {
    recorder.point("bits", n, treeStateBits(n), "recurrent state, at least");
    recorder.point("bits", n, 2 * Math.ceil(Math.log2(n)) + 2, "position and vertex of a tour with attention");
  }
}

/** All tables: what b bits answer, against the bound, and what attention answers. */
function measureRecall(recorder: Recorder, { keys: n, values: V }: Params): void {
  const memories = { "keeps the first keys": truncatingMemory, "hashes keys to slots": hashingMemory } as const;
  let excess = Number.NEGATIVE_INFINITY;
  for (let slots = 0; slots <= n; slots++) {
    const bits = recallBits(slots, V);
    const bound = recallBound(n, V, bits);
    recorder.point("tables", bits, bound, "bound 2^b/V^n");
    for (const [name, memory] of Object.entries(memories)) {
      const { tables, queries } = recallRates(memory, { n, V, slots });
      recorder.point("tables", bits, tables, name);
      recorder.point("queries", bits, queries, name);
      excess = Math.max(excess, tables / bound - 1);
      if (slots === n - 1) recorder.scalar("tables_one_slot_short", tables, name);
    }
  }
  recorder.scalar("recall_excess", excess);
  recorder.scalar("tables_attention", recallRates(attentionMemory, { n, V, slots: 0 }).tables);
}

/** Two stars and an edge: the tour's answers, against merging components. */
function decideTrees(recorder: Recorder, { vertices, graphs }: Params, stream: Stream, signal: AbortSignal): void {
  let [right, trees] = [0, 0];
  for (const n of vertices) {
    signal.throwIfAborted();
    for (let i = 0; i < graphs; i++) {
      const edges = drawTwoStars(stream.child(n, i), n);
      const { tree } = decideTreeByTour(edges, n);
      if (tree === isTree(edges, n)) right++;
      if (tree) trees++;
    }
  }
  const total = vertices.length * graphs;
  recorder.scalar("tour_accuracy", right / total);
  recorder.scalar("share_of_trees", trees / total);
}
