import { z } from "zod";
import { quantaDataLoss, quantaLoss, quantumFrequencies, quantumFrequency } from "../../../laws/emergence/quanta.js";
import { fitLine } from "../../../laws/plan/least-squares.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  alpha: fields.exponent.default(0.34).describe("exponent α of Zipf's law p_k ∝ k^−(1+α) of the quanta"),
  tau: z.int().min(1).max(10_000).default(10).describe("uses τ after which a quantum is learnt"),
  quanta: z
    .int()
    .min(1000)
    .max(10_000_000)
    .default(100_000)
    .describe("quanta followed one by one; the rest count as never learnt"),
  repetitions: fields.repetitions.default(8).describe("independent training sets"),
});
export type Params = z.infer<typeof params>;

/** Quanta whose own curves are drawn. */
const SHOWN = [100, 300, 900];

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/quanta",
  version: 1,
  title: "Quanta of knowledge: a smooth law from sharp steps",
  source: "S0 §3.1.2, S1 §1.1",
  references: [references.michaud2023quantization, references.kaplan2020scaling],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { quanta: 1_000_000, repetitions: 50 }, seconds: 15 },
  },
  cells: repeatedCells,
  run: ({ repetition, params }, { stream, signal }) => {
    const { alpha, tau, quanta } = params;
    const recorder = new Recorder(repetition);
    const p = quantumFrequencies({ alpha }, quanta);
    const tail = quantaLoss({ alpha }, quanta);
    const sizes = dataSizes(params);
    // Uses of quantum k come at rate p_k: the τ-th after a gamma-distributed number of samples.
    const learntAt = stream.fillChiSquare(2 * tau, new Float64Array(quanta)).map((value, k) => value / 2 / p[k]!);
    const losses = sizes.map((D) => p.reduce((sum, share, k) => (learntAt[k]! > D ? sum + share : sum), tail));
    sizes.forEach((D, i) => {
      recorder.point("loss", D, losses[i]!, "simulated");
      for (const k of SHOWN) recorder.point("learnt", D, learntAt[k - 1]! <= D ? 1 : 0, `quantum ${k}`);
    });
    recorder.scalar("data_exponent", -fitLine(sizes.map(Math.log), losses.map(Math.log)).slope);
    recorder.scalar("power_misfit", misfit(sizes.map(Math.log), losses));
    recorder.scalar("exponential_misfit", misfit(sizes, losses));
    if (repetition === 0) {
      signal.throwIfAborted();
      for (const D of sizes) recorder.point("loss", D, quantaDataLoss({ alpha }, D, tau), "expected");
      recorder.scalar("size_exponent", -Math.log2(quantaLoss({ alpha }, 2 * quanta) / tail));
    }
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/**
 * Data sizes, five to a decade, over the last three decades at which the quanta that are followed suffice: a tenth of
 * the τ uses of the last one.
 */
export function dataSizes({ alpha, tau, quanta }: Params): number[] {
  const largest = (0.1 * tau) / quantumFrequency({ alpha }, quanta);
  return Array.from({ length: 16 }, (_, i) => largest * 10 ** ((i - 15) / 5));
}

/** Root mean square of ln L about its regression on x. */
function misfit(x: readonly number[], losses: readonly number[]): number {
  const y = losses.map(Math.log);
  const { slope, intercept } = fitLine(x, y);
  return Math.sqrt(y.reduce((sum, value, i) => sum + (value - intercept - slope * x[i]!) ** 2, 0) / y.length);
}
