import { invalid } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import type { Stream } from "../../numerics/random/stream.js";

/**
 * The exponent of the loss in parameters for a fit of a smooth function, piece by piece, over a manifold of dimension d:
 * pieces shrink as N^(−1/d), errors as their squares (linear pieces) or as they do (constant ones), and the loss as errors
 * squared: 4/d or 2/d. Sharma & Kaplan (2020, arXiv 2004.10802), §2; an upper bound on what finite networks reach, seen
 * within a factor of two.
 */
export function manifoldExponent(dimension: number, pieces: "linear" | "constant" = "linear"): number {
  if (!(dimension > 0)) throw invalid("dimension", dimension, "a positive number");
  return (pieces === "linear" ? 4 : 2) / dimension;
}

/**
 * The multilinear interpolation at a point of the unit cube between f's values at `perSide` points a side, those at 0 and 1
 * among them: a piecewise linear model of perSide^d parameters. Evaluates f at the 2^d corners of the point's cell.
 * @throws InputError for fewer than two points a side.
 */
export function multilinear(f: (point: Float64Array) => number, perSide: number, point: Float64Array): number {
  if (!(Number.isInteger(perSide) && perSide >= 2)) throw invalid("points a side", perSide, "an integer from 2 up");
  const d = point.length;
  const cell = point.map((x) => Math.min(perSide - 2, Math.floor(x * (perSide - 1))));
  const corner = new Float64Array(d);
  let value = 0;
  for (let bits = 0; bits < 2 ** d; bits++) {
    let weight = 1;
    for (let a = 0; a < d; a++) {
      const upper = (bits >> a) & 1;
      const fraction = point[a]! * (perSide - 1) - cell[a]!;
      weight *= upper ? fraction : 1 - fraction;
      corner[a] = (cell[a]! + upper) / (perSide - 1);
    }
    value += weight * f(corner);
  }
  return value;
}

/**
 * The mean squared error of multilinear interpolation of Σ_i sin(2π x_i) on a grid of `perSide` cells a side of the unit
 * cube, exactly: d times that of one sine, ½ (1 − 2 sinc²(h/2) + (2 + cos h)/3) with h = 2π/perSide. With N = perSide^d
 * grid points it falls as N^(−4/d).
 */
export function interpolationError(dimension: number, perSide: number): number {
  if (!(Number.isInteger(dimension) && dimension >= 1)) throw invalid("dimension", dimension, "an integer from 1 up");
  if (!(Number.isInteger(perSide) && perSide >= 3)) throw invalid("cells a side", perSide, "an integer from 3 up");
  const h = (2 * Math.PI) / perSide;
  const sinc = Math.sin(h / 2) / (h / 2);
  // The terms cancel to h⁴/120: below, the series is exact to rounding.
  const series = h ** 4 * (1 / 120 - (11 / 30240) * h ** 2 + (13 / 1814400) * h ** 4);
  return (dimension / 2) * (h < 0.05 ? series : 1 - 2 * sinc ** 2 + (2 + Math.cos(h)) / 3);
}

/** Shapes of known dimension. `cube`: flat; `sphere`: the surface of a ball; `torus`: a product of circles. */
export type ManifoldKind = "cube" | "sphere" | "torus";

/**
 * n random points of a manifold of the given dimension, in `ambient` coordinates: n × ambient. The shape sits in its own
 * coordinates (d, d + 1, 2d), turned by a random Gaussian map, which changes lengths but not dimension.
 * @throws InputError for fewer ambient coordinates than the dimension.
 */
export function sampleManifold(
  kind: ManifoldKind,
  size: { readonly dimension: number; readonly ambient: number; readonly n: number },
  stream: Stream,
): Matrix {
  const { dimension, ambient, n } = size;
  if (!(Number.isInteger(dimension) && dimension >= 1)) throw invalid("dimension", dimension, "an integer from 1 up");
  if (!(Number.isInteger(ambient) && ambient >= dimension))
    throw invalid("ambient", ambient, `an integer from ${dimension} up`);
  const own = { cube: dimension, sphere: dimension + 1, torus: 2 * dimension }[kind];
  const map = stream.child("map").fillNormal(new Float64Array(own * ambient));
  const points = matrix(n, ambient);
  const draws = stream.child("points");
  for (let i = 0; i < n; i++) {
    const row = rowOf(points, i);
    pointOf(kind, dimension, draws).forEach((x, k) => {
      for (let j = 0; j < ambient; j++) row[j]! += x * map[k * ambient + j]!;
    });
  }
  return points;
}

function pointOf(kind: ManifoldKind, dimension: number, stream: Stream): Float64Array {
  if (kind === "cube") return stream.fillUniform(new Float64Array(dimension));
  if (kind === "torus") {
    const angles = stream.fillUniform(new Float64Array(dimension));
    return Float64Array.from({ length: 2 * dimension }, (_, k) => {
      const angle = 2 * Math.PI * angles[k >> 1]!;
      return k % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
    });
  }
  const direction = stream.fillNormal(new Float64Array(dimension + 1));
  const length = Math.hypot(...direction);
  return direction.map((x) => x / length);
}

/**
 * A smooth embedding of the cube [0, 1]^d in `ambient` dimensions that bends it: each coordinate is a sine of a random
 * direction, so that distances nearby are kept up to a smooth factor. `ambient` should exceed 2d.
 */
export function smoothEmbedding(d: number, ambient: number, stream: Stream): (point: Float64Array) => Float64Array {
  const directions = stream.child("directions").fillNormal(new Float64Array(ambient * d));
  const phases = stream.child("phases").fillUniform(new Float64Array(ambient));
  return (point) =>
    phases.map((uniform, i) => {
      let phase = 2 * Math.PI * uniform;
      for (let a = 0; a < d; a++) phase += directions[i * d + a]! * point[a]!;
      return Math.sin(phase) / Math.sqrt(ambient);
    });
}
