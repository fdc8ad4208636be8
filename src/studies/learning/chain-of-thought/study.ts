import { z } from "zod";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { claims } from "./claims.js";
import { learnNetworks } from "./decomposition.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { runPrograms, runWords } from "./programs.js";

const lengths = (largest: number) => z.array(z.int().min(1).max(largest)).min(1).max(100);

const params = z.strictObject({
  p: z
    .literal([3, 5, 7, 11, 13, 17, 31])
    .default(11)
    .describe("prime p: arithmetic and equations are over the integers mod p"),
  operators: lengths(500).default([2, 4, 8, 16, 32, 64]).describe("numbers of operators of the expressions"),
  variables: lengths(50).default([2, 4, 6, 8]).describe("numbers of variables of the systems of equations"),
  letters: lengths(300).default([10, 20, 40, 80]).describe("lengths of the sequences for LIS and edit distance"),
  instances: z.int().min(1).max(10_000).default(25).describe("instances of each size in a repetition"),
  words: z.int().min(1).max(100_000).default(250).describe("random words of each group in a repetition"),
  word_length: z.int().min(1).max(2000).default(200).describe("length of these words"),
  d: z.int().min(1).max(100).default(10).describe("inputs d of the network that is learned in context"),
  k: z.int().min(1).max(50).default(4).describe("hidden neurons k of that network"),
  examples: lengths(2000)
    .default([5, 10, 15, 20, 25, 30, 40, 60])
    .describe("numbers n of examples in a prompt; the first of at least 4d is judged"),
  prompts: z.int().min(2).max(100_000).default(100).describe("prompts for each n in a repetition"),
  repetitions: z.int().min(2).max(10_000).default(4).describe("independent repetitions"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly kind: "programs" | "words" | "networks";
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/chain-of-thought",
  version: 1,
  title: "Chain of thought: constant steps that compute, and steps that can be learned",
  source: "S0 §3.3",
  references: [references.feng2023towards, references.li2023dissecting, references.merrill2024expressive],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 4 },
    paper: { params: { instances: 200, words: 2500, prompts: 500, repetitions: 10 }, seconds: 60 },
  },
  cells: (params) =>
    Array.from({ length: params.repetitions }, (_, repetition) => repetition).flatMap((repetition) =>
      (["programs", "words", "networks"] as const).map((kind) => ({
        id: `${kind},${repetition}`,
        kind,
        repetition,
        params,
      })),
    ),
  run: runCell,
  metrics: scalarMetrics,
  judge,
  figures,
});

function runCell({ kind, repetition, params }: Cell, context: CellContext): Measurement[] {
  const recorder = new Recorder(repetition);
  ({ programs: runPrograms, words: runWords, networks: learnNetworks })[kind](recorder, params, context);
  return recorder.rows;
}
