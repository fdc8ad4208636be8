import { z } from "zod";
import { dimensionFromPairs } from "../../../laws/emergence/intrinsic-dimension.js";
import { smoothEmbedding } from "../../../laws/emergence/manifold.js";
import { nearestNeighbours } from "../../../laws/emergence/neighbours.js";
import { fitLine } from "../../../laws/plan/least-squares.js";
import { matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { mean } from "../../../numerics/statistics/index.js";
import { defineStudy } from "../../../study/index.js";
import { type Measurement, Recorder, scalarMetrics } from "../../measurement.js";
import { references } from "../../references/index.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { gridError, target } from "./target.js";

const params = z.strictObject({
  dimensions: z
    .array(z.int().min(1).max(5))
    .min(1)
    .max(5)
    .default([1, 2, 3, 4])
    .describe("intrinsic dimensions d of the data manifold"),
  ambient: z.int().min(2).max(1000).default(20).describe("dimension of the space in which the manifold lies"),
  parameters: z.int().min(256).max(1_000_000).default(4096).describe("largest number N of parameters"),
  points: z.int().min(10).max(1_000_000).default(300).describe("test points of each model"),
  repetitions: fields.repetitions.default(4).describe("independent embeddings, centres and test points"),
});
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly d: number;
  readonly repetition: number;
  readonly params: Params;
}

export default defineStudy<Params, Cell, Measurement>({
  id: "laws/data-manifold",
  version: 2,
  title: "The exponent of model size and the dimension of the data manifold",
  source: "S0 §3.1.3",
  references: [references.sharma2022scaling, references.bahri2024explaining, references.facco2017estimating],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 2 },
    paper: { params: { parameters: 65_536, points: 2000, repetitions: 8 }, seconds: 150 },
  },
  cells: (params) =>
    params.dimensions.flatMap((d) =>
      Array.from({ length: params.repetitions }, (_, repetition) => ({
        id: `d=${d},repetition=${repetition}`,
        d,
        repetition,
        params,
      })),
    ),
  run: ({ d, repetition, params }, { stream, signal }) => {
    const recorder = new Recorder(repetition);
    const points = Array.from({ length: params.points }, (_, i) => drawPoint(d, stream.child("test", i)));
    piecewiseLinear(recorder, points, params);
    signal.throwIfAborted();
    piecewiseConstant(recorder, points, params, stream);
    return recorder.rows;
  },
  metrics: scalarMetrics,
  judge,
  figures,
});

/** A point of the cube, uniformly. */
function drawPoint(d: number, stream: Stream): Float64Array {
  return stream.fillUniform(new Float64Array(d));
}

/** Errors of grids of N = side^d values, up to the largest N; the exponent over the finer half of them. */
function piecewiseLinear(recorder: Recorder, points: readonly Float64Array[], { parameters }: Params): void {
  const d = points[0]!.length;
  const finest = Math.floor(parameters ** (1 / d) + 1e-9);
  const sides = [...new Set(Array.from({ length: 7 }, (_, i) => Math.round(3 * (finest / 3) ** (i / 6))))];
  const curve = sides.map((side) => ({ N: side ** d, error: gridError(side, points) }));
  for (const { N, error } of curve) recorder.point("linear_error", N, error, `d = ${d}`);
  // What interpolation resolves is the cell's side, 1/(side − 1): the count of cells, not of values, is scale-free.
  const cells = sides.map((side) => d * Math.log(side - 1));
  recorder.scalar("linear_exponent", exponentOf(cells, curve), `d = ${d}`);
}

/** Errors of the value at the nearest of N centres, found in the ambient space; the dimension from its distances. */
function piecewiseConstant(recorder: Recorder, points: readonly Float64Array[], params: Params, stream: Stream): void {
  const d = points[0]!.length;
  const embed = smoothEmbedding(d, params.ambient, stream.child("embedding"));
  const centres = Array.from({ length: params.parameters }, (_, i) => drawPoint(d, stream.child("centre", i)));
  const images = matrix(params.parameters, params.ambient);
  centres.forEach((centre, i) => {
    images.data.set(embed(centre), i * params.ambient);
  });
  const queries = points.map(embed);
  const sizes = Array.from({ length: 7 }, (_, i) => Math.round(params.parameters / 2 ** (6 - i)));
  const curve = sizes.map((N) => {
    const pairs = queries.map((query) => nearestNeighbours(query, images, 2, { among: N }));
    const errors = pairs.map(({ indices }, i) => (target(centres[indices[0]!]!) - target(points[i]!)) ** 2);
    const error = mean(errors);
    recorder.point("constant_error", N, error, `d = ${d}`);
    return { logN: Math.log(N), error, pairs };
  });
  const logN = curve.map((point) => point.logN);
  recorder.scalar("constant_exponent", exponentOf(logN, curve), `d = ${d}`);
  recorder.scalar("dimension", dimensionFromPairs(curve.at(-1)!.pairs).dimension, `d = ${d}`);
}

/** Minus the slope of ln error over the finer half of a curve, against ln N given. */
function exponentOf(logN: readonly number[], curve: readonly { readonly error: number }[]): number {
  const from = Math.floor((curve.length - 1) / 2);
  return -fitLine(
    logN.slice(from),
    curve.slice(from).map(({ error }) => Math.log(error)),
  ).slope;
}
