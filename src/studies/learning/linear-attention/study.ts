import { z } from "zod";
import {
  type AttentionPopulation,
  attentionFlow,
  attentionRisk,
  diagonalMatrix,
  gammaSpectrum,
  minimumLoss,
  optimalAttention,
} from "../../../learning/theory/index.js";
import { invalid } from "../../../numerics/errors.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { repeatedCells } from "../../repeated-cells.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { randomFlow } from "./random-flow.js";
import { fittedAttention, simulatedRisk } from "./simulation.js";

const params = z.strictObject({
  spectrum: z
    .array(z.number().min(1e-3).max(1e3))
    .min(1)
    .max(50)
    .default([2, 1.5, 1, 0.5, 0.25])
    .describe("eigenvalues of the covariance Λ of the inputs"),
  N: z.int().min(1).max(10_000).default(20).describe("examples N in a prompt of the training"),
  M: z
    .array(z.int().min(1).max(100_000))
    .min(1)
    .max(50)
    .default([5, 20, 80, 320])
    .describe("examples M in a prompt of the test"),
  steps: z.int().min(10).max(1_000_000).default(4000).describe("Euler steps of the gradient flow"),
  timeStep: z.number().min(1e-6).max(1).default(0.02).describe("time of one step of the flow"),
  prompts: z.int().min(100).max(1_000_000).default(4000).describe("prompts of a repetition, to fit and to test on"),
  repetitions: z.int().min(2).max(10_000).default(8).describe("independent initialisations and sets of prompts"),
});
export type Params = z.infer<typeof params>;

/** The exact part has no repetition; the others have their number. */
interface Cell {
  readonly id: string;
  readonly repetition: number | null;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "learning/linear-attention",
  version: 1,
  title: "Training linear attention: the closed form, the flow to it, and what it cannot learn",
  source: "S0 §3.2.1 and §3.2.3",
  references: [references.zhang2024trained],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 3 },
    paper: { params: { steps: 20_000, prompts: 100_000, repetitions: 16 }, seconds: 65 },
  },
  cells,
  run: (cell, context) => (cell.repetition === null ? exactRows(cell.params) : simulatedRows(cell, context)),
  metrics: scalarMetrics,
  judge,
  figures,
});

/**
 * One cell for the exact part, one for each repetition.
 * @throws InputError for fewer prompts than the fit needs, for equal M, and for a step at which the minimum is unstable.
 */
function cells(params: Params): Cell[] {
  if (new Set(params.M).size < params.M.length) throw invalid("M", params.M.join(", "), "distinct numbers");
  const most = 2 / curvatureAtMinimum(populationOf(params));
  if (params.timeStep > most) {
    throw invalid(
      "timeStep",
      params.timeStep,
      `at most ${most.toPrecision(3)}, for the flow of this spectrum to settle`,
    );
  }
  const unknowns = params.spectrum.length ** 2;
  if (params.prompts < 2 * unknowns) {
    throw invalid(
      "prompts",
      params.prompts,
      `at least ${2 * unknowns}, twice the entries of A that are fitted to them`,
    );
  }
  return [{ id: "exact", repetition: null, params }, ...repeatedCells(params)];
}

function populationOf({ spectrum, N }: Params): AttentionPopulation {
  return { spectrum, context: N };
}

/** A lower bound of the largest curvature at the minimum, in the layer's own u and U where u² = ‖U‖²: u² max λ²γ. */
function curvatureAtMinimum(population: AttentionPopulation): number {
  const gamma = gammaSpectrum(population);
  const square = Math.hypot(...optimalAttention(population));
  return square * Math.max(...population.spectrum.map((value, i) => value ** 2 * gamma[i]!));
}

/** Steps at which the flow is reported: 0 and a geometric grid up to the last. */
function reportedSteps({ steps }: Params): number[] {
  const grid = Array.from({ length: 25 }, (_, i) => Math.round(10 * (steps / 10) ** (i / 24)));
  return [...new Set([0, ...grid])];
}

/** Closed forms, and the flow from a multiple of the identity. */
function exactRows(params: Params): Measurement[] {
  const recorder = new Recorder();
  const population = populationOf(params);
  const least = minimumLoss(population);
  recorder.scalar("min_loss", least);
  optimalAttention(population).forEach((value, i) => {
    recorder.scalar("optimum", value, `lambda=${params.spectrum[i]}`);
  });
  const flow = attentionFlow(population, { timeStep: params.timeStep, report: reportedSteps(params) });
  for (const { step, loss, distance, A } of flow) {
    recorder.point("excess", step, loss - least, "from a multiple of I");
    recorder.point("distance", step, distance, "from a multiple of I");
    params.spectrum.forEach((value, i) => {
      recorder.point("entry", step, A.data[i * (params.spectrum.length + 1)]!, `λ = ${value}`);
    });
  }
  const last = flow.at(-1)!;
  recorder.scalar("loss_trained", last.loss);
  recorder.scalar("distance_trained", last.distance);
  recordRisks(recorder, params);
  return recorder.rows;
}

/** Exact test risks of the optimum for each M, without a shift and with the inputs' spectrum reversed. */
function recordRisks(recorder: Recorder, params: Params): void {
  const population = populationOf(params);
  const A = diagonalMatrix(optimalAttention(population));
  const risk = (spectrum: readonly number[], context: number) => attentionRisk(A, { spectrum, context });
  const shifted = [...params.spectrum].reverse();
  const grid = [Math.min(...params.M), Math.max(...params.M)].map(Math.log);
  for (const count of params.M) {
    recorder.scalar("risk", risk(params.spectrum, count), `M=${count}`);
    recorder.scalar("risk_shifted", risk(shifted, count), `M=${count}`);
  }
  for (let i = 0; i <= 40; i++) {
    const count = Math.exp(grid[0]! + ((grid[1]! - grid[0]!) * i) / 40);
    recorder.point("risk_curve", count, risk(params.spectrum, count), "inputs as in training");
    recorder.point("risk_curve", count, risk(shifted, count), "spectrum reversed");
  }
  recorder.scalar("risk_limit", risk(params.spectrum, Number.POSITIVE_INFINITY));
  recorder.scalar("risk_shifted_limit", risk(shifted, Number.POSITIVE_INFINITY));
}

/** A flow from a random start, a fit to prompts, and simulated test risks. */
function simulatedRows({ repetition, params }: Cell, { stream, algebra, signal }: CellContext): Measurement[] {
  const recorder = new Recorder(repetition!);
  const population = populationOf(params);
  const least = minimumLoss(population);
  const settings = { timeStep: params.timeStep, report: reportedSteps(params) };
  const flow = randomFlow(population, settings, stream.child("start"), algebra);
  for (const { step, loss } of flow) recorder.point("excess", step, loss - least, "from random starts");
  recorder.scalar("loss_random_start", flow.at(-1)!.loss);
  recorder.scalar("distance_random_start", flow.at(-1)!.distance);
  signal.throwIfAborted();
  const fitted = fittedAttention(population, params.prompts, stream.child("fit"), algebra).data;
  const wanted = diagonalMatrix(optimalAttention(population)).data;
  const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  recorder.scalar("fit_error", norm(fitted.map((value, k) => value - wanted[k]!)) / norm(wanted));
  for (const count of params.M) {
    signal.throwIfAborted();
    const prompts = Math.max(100, Math.round(params.prompts / 4));
    const risk = simulatedRisk(population, count, prompts, stream.child("test", count));
    recorder.scalar("risk_simulated", risk, `M=${count}`);
    recorder.point("risk_simulated", count, risk, "inputs as in training");
  }
  return recorder.rows;
}
