import { z } from "zod";
import { equalEnergies, freeEnergy, localExponent, quadraticEnergies } from "../../../laws/emergence/free-energy.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  alpha: fields.exponent.default(0.34).describe("exponent α of the assumed E(θ) ~ N^−α"),
  temperature: z
    .number()
    .min(1e-12)
    .max(1e6)
    .default(1)
    .describe("temperature T = 1/β, in units of the energy's amplitude"),
  states: z.int().min(2).max(1000).default(2).describe("settings of one parameter"),
  parameters: z.int().min(4).max(20).default(14).describe("largest N at which all 2^N models are enumerated"),
  repetitions: fields.repetitions.default(4).describe("independent draws of the enumerated models' energies"),
});
export type Params = z.infer<typeof params>;

/** Sizes of the closed forms. */
export const SIZES = Array.from({ length: 19 }, (_, i) => 10 ** (i / 2));

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/free-energy",
  version: 1,
  title: "Free energy: what follows from E ~ N^−α, and what does not",
  source: "S1 §4.1",
  references: [],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { parameters: 20, repetitions: 20 }, seconds: 3 },
  },
  cells: repeatedCells,
  run: ({ repetition, params }, { stream, signal }) => {
    const recorder = new Recorder(repetition);
    if (repetition === 0) closedForms(recorder, params);
    for (let N = 4; N <= params.parameters; N++) {
      signal.throwIfAborted();
      enumerate(recorder, N, params, stream.child("energies", N));
    }
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** Local exponents d ln|F| / d ln N at the largest size, and the curves. */
function closedForms(recorder: Recorder, { alpha, temperature, states }: Params): void {
  const beta = 1 / temperature;
  const laws: Record<string, (N: number) => number> = {
    zero_temperature: (N) => N ** -alpha,
    premise: (N) => equalEnergies(N, alpha, states, beta).F,
    basin: (N) => quadraticEnergies(N, N ** -alpha, 1, beta).F,
  };
  for (const [name, F] of Object.entries(laws)) {
    for (const N of SIZES) recorder.point("free_energy", N, Math.abs(F(N)), name);
    recorder.scalar("exponent", -localExponent(F, SIZES.at(-1)!), name);
  }
}

/** 2^N models with energies of the size of N^−α, drawn from (0, 2N^−α): does F = U − TS, and what is F? */
function enumerate(recorder: Recorder, N: number, { alpha, temperature }: Params, stream: Stream): void {
  const scale = 2 * N ** -alpha;
  const energies = stream.fillUniform(new Float64Array(2 ** N)).map((uniform) => scale * uniform);
  const { F, energy, entropy } = freeEnergy(energies, 1 / temperature);
  recorder.scalar("balance", Math.abs(F - (energy - temperature * entropy)) / Math.abs(F));
  recorder.scalar("bound", F <= energy ? 1 : 0);
  recorder.point("enumerated", N, F);
}
