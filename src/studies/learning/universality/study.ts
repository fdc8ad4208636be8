import { z } from "zod";
import { fitLine } from "../../../laws/plan/least-squares.js";
import {
  affordableGrid,
  bitsPerParameter,
  checkContextualMapping,
  logUniversalLayers,
  quantisationError,
} from "../../../learning/expressivity/index.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  largest: z
    .int()
    .min(4)
    .max(100_000)
    .default(600)
    .describe("largest number of sequences for which the contextual mapping is checked, among grids of up to 5 steps"),
  d: z.int().min(1).max(64).default(4).describe("dimension d of a token, for the cost of the construction"),
  n: z.int().min(2).max(64).default(4).describe("length n of a sequence, for the cost of the construction"),
  delta: z.number().gt(0).lt(1).default(0.1).describe("grid width δ asked of the construction"),
  layers: z.int().min(1).max(1_000_000).default(100).describe("layers of a transformer that one could build"),
  sequences: z.int().min(10).max(100_000).default(400).describe("random sequences for the error of rounding"),
  repetitions: z.int().min(2).max(10_000).default(8).describe("independent samples of them"),
});
export type Params = z.infer<typeof params>;

/** Grids with a contextual mapping small enough to be checked in full: all with g ≤ 5, d ≤ 3 and n from 2 to 5. */
const GRIDS = [2, 3, 4, 5].flatMap((g) => [1, 2, 3].flatMap((d) => [2, 3, 4, 5].map((n) => ({ g, d, n }))));
/** Steps per axis, 1/δ, at which rounding is measured. */
const STEPS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

interface Cell {
  readonly id: string;
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/universality",
  version: 1,
  title: "Universal is not efficient: the construction behind universal approximation, counted",
  source: "S0 §1.2",
  references: [references.yun2020transformers, references.kim2023provable],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { largest: 20_000, sequences: 4000, repetitions: 20 }, seconds: 7 },
  },
  cells: (params) => [
    { id: "construction", repetition: 0, params },
    ...Array.from({ length: params.repetitions }, (_, repetition) => ({
      id: `rounding,repetition=${repetition}`,
      repetition,
      params,
    })),
  ],
  run: ({ id, repetition, params }, { stream, signal }) => {
    const recorder = new Recorder(repetition);
    if (id !== "construction") measureRounding(recorder, params, stream);
    else {
      checkGrids(recorder, params, signal);
      countCosts(recorder, params);
    }
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** The contextual mapping on every grid that is small enough: does it tell all tokens of all sequences apart? */
function checkGrids(recorder: Recorder, { largest }: Params, signal: AbortSignal): void {
  for (const grid of GRIDS) {
    const { g, d, n } = grid;
    const count = choices(g ** d, n);
    if (count < 1 || count > largest) continue;
    signal.throwIfAborted();
    const { sequences, distinct, bits } = checkContextualMapping(grid);
    const name = `g=${g},d=${d},n=${n}`;
    recorder.scalar("sequences", sequences, name);
    recorder.scalar("collisions", n * sequences - distinct, name);
    recorder.point("bits", sequences, bits, `n = ${n}`);
  }
}

/** The error that is left when a function sees its inputs rounded to 1/g, by g, and its exponent from g = 4 on. */
function measureRounding(recorder: Recorder, { d, n, sequences }: Params, stream: Stream): void {
  const inputs = Array.from({ length: sequences }, (_, i) => stream.child(i).fillUniform(new Float64Array(n * d)));
  const errors = STEPS.map((g) => inputs.reduce((sum, x) => sum + quantisationError(x, n, g), 0) / sequences);
  STEPS.forEach((g, i) => {
    recorder.point("rounding", g, errors[i]!, "error of the rounded function");
    if (g === 1) recorder.scalar("error_one_cell", errors[i]!);
  });
  const from = STEPS.indexOf(4);
  const { slope } = fitLine(STEPS.slice(from).map(Math.log), errors.slice(from).map(Math.log));
  recorder.scalar("slope", slope);
}

/** Layers by grid width for several sizes, the grid that a real depth affords, bits that parameters must hold. */
function countCosts(recorder: Recorder, { d, n, delta, layers }: Params): void {
  const log10Layers = (point: { d: number; n: number; delta: number }) => logUniversalLayers(point) / Math.LN10;
  recorder.scalar("log10_layers", log10Layers({ d, n, delta }));
  recorder.scalar("affordable_steps", affordableGrid({ d, n, layers }));
  const sizes = [
    [1, 2],
    [2, 2],
    [2, 4],
    [4, 4],
  ] as const;
  for (const [dimension, length] of sizes) {
    for (const steps of STEPS) {
      const value = log10Layers({ d: dimension, n: length, delta: 1 / steps });
      if (steps > 1) recorder.point("log10_layers", steps, value, `d = ${dimension}, n = ${length}`);
    }
  }
  for (let exponent = 1; exponent <= 12; exponent++) {
    recorder.point(
      "bits_per_parameter",
      10 ** exponent,
      bitsPerParameter({ d, n, N: 10 ** exponent }),
      `d = ${d}, n = ${n}`,
    );
  }
  recorder.scalar(
    "bits_exponent",
    Math.log10(bitsPerParameter({ d, n, N: 1e12 }) / bitsPerParameter({ d, n, N: 1e11 })),
  );
}

/** C(size, n). */
function choices(size: number, n: number): number {
  let product = 1;
  for (let i = 0; i < n; i++) product = (product * (size - i)) / (i + 1);
  return Math.max(0, Math.round(product));
}
