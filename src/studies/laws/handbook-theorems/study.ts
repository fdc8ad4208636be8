import { z } from "zod";
import { frobeniusNorm, matrix, transpose } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import { type RepeatedCell, repeatedCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";

const params = z.strictObject({
  dimension: z.int().min(1).max(200).default(8).describe("dimension d of the inputs"),
  examples: z.int().min(1).max(2000).default(20).describe("examples k in the context"),
  noise: fields.noise.default(0.1).describe("standard deviation of the labels' noise"),
  repetitions: fields.repetitions.default(16).describe("independent contexts"),
});
export type Params = z.infer<typeof params>;

/** Context lengths, in units of d, at which the step is compared with the regression. */
const LENGTHS = [1.5, 2.5, 5, 10, 20, 50, 100, 200];

export default defineStudy<Params, RepeatedCell<Params>, Measurement>({
  id: "laws/handbook-theorems",
  version: 1,
  title: "Theorems and formulas of the handbook, by shape, by number and by source",
  source: "S1 §2.3, §3.1, §3.2, “new developments”",
  references: [
    references.vonoswald2023transformers,
    references.yun2020transformers,
    references.perez2021attention,
    references.bartlett2019nearly,
    references.xie2022explanation,
    references.hendel2023task,
    references.ilharco2023editing,
  ],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 1 },
    paper: { params: { repetitions: 200 }, seconds: 2 },
  },
  cells: repeatedCells,
  run: ({ repetition, params }, { stream, algebra }) => {
    const recorder = new Recorder(repetition);
    measureContext(recorder, params, stream.child("context"), algebra);
    for (const ratio of LENGTHS) {
      const examples = Math.round(ratio * params.dimension);
      const context = drawContext({ ...params, examples }, stream.child("length", examples));
      const { step, regression } = predictions(context, algebra);
      recorder.point("distance", ratio, relative(step, regression));
    }
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** K: d × k inputs as columns, V: 1 × k labels, Q: d × d queries (an orthonormal basis: the weights themselves). */
type Context = ReturnType<typeof drawContext>;

function drawContext({ dimension, examples, noise }: Params, stream: Stream) {
  const K = matrix(dimension, examples);
  stream.fillNormal(K.data);
  const theta = stream.fillNormal(new Float64Array(dimension));
  const V = matrix(1, examples);
  for (let i = 0; i < examples; i++) {
    let label = noise * stream.normal();
    for (let a = 0; a < dimension; a++) label += theta[a]! * K.data[a * examples + i]!;
    V.data[i] = label;
  }
  return { K, V };
}

function measureContext(recorder: Recorder, params: Params, stream: Stream, algebra: LinearAlgebra): void {
  const context = drawContext(params, stream);
  const { values } = algebra.svd(context.K);
  const threshold = values[0]! * 1e-10;
  recorder.scalar("rank", values.filter((value) => value > threshold).length);
  const { correlation, regression, step } = predictions(context, algebra);
  recorder.scalar("corrected_formula_error", relative(regression, bySingularValues(context, algebra)));
  recorder.scalar("attention_error", relative(correlation, gradientAtZero(context)));
  recorder.scalar("step_distance", relative(step, regression));
}

/** VKᵀ, the regression VKᵀ(KKᵀ)⁻¹, and ηVKᵀ with the η that brings it nearest to the regression. */
function predictions({ K, V }: Context, algebra: LinearAlgebra) {
  const correlation = algebra.gemm(V, K, { transposeB: true });
  const gram = algebra.gemm(K, K, { transposeB: true });
  const regression = transpose(algebra.solve(gram, transpose(correlation)));
  let product = 0;
  for (let a = 0; a < K.rows; a++) product += correlation.data[a]! * regression.data[a]!;
  const eta = product / frobeniusNorm(correlation) ** 2;
  const step = matrix(
    1,
    K.rows,
    correlation.data.map((value) => eta * value),
  );
  return { correlation, regression, step };
}

/** The least-squares weights by the singular values of K, which knows nothing of the normal equations. */
function bySingularValues({ K, V }: Context, algebra: LinearAlgebra) {
  const { u, values, vt } = algebra.svd(K);
  const coordinates = algebra.gemm(V, vt, { transposeB: true });
  for (let r = 0; r < values.length; r++) coordinates.data[r]! /= values[r]!;
  return algebra.gemm(coordinates, u, { transposeB: true });
}

/** Minus the gradient of ½ Σ (y − θᵀx)² at θ = 0, example by example: the weights after one step with η = 1. */
function gradientAtZero({ K, V }: Context) {
  const weights = matrix(1, K.rows);
  for (let i = 0; i < K.columns; i++) {
    for (let a = 0; a < K.rows; a++) weights.data[a]! += V.data[i]! * K.data[a * K.columns + i]!;
  }
  return weights;
}

/** ‖a − b‖/‖b‖. */
function relative(a: { readonly data: Float64Array }, b: { readonly data: Float64Array }): number {
  const difference = a.data.map((value, i) => value - b.data[i]!);
  return Math.hypot(...difference) / Math.hypot(...b.data);
}
