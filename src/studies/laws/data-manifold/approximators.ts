import type { Stream } from "../../../numerics/random/stream.js";

/** A smooth function on the cube [0, 1]^d: a mean of cosines, one for each coordinate, times a slow product. */
export function target(point: ArrayLike<number>): number {
  let [sum, product] = [0, 1];
  for (let a = 0; a < point.length; a++) {
    sum += Math.cos(3 * point[a]! + a);
    product *= 1 + 0.3 * Math.sin(2 * point[a]!);
  }
  return sum / point.length + product;
}

/** A point of the cube, uniformly. */
export function drawPoint(d: number, stream: Stream): Float64Array {
  return stream.fillUniform(new Float64Array(d));
}

/**
 * Mean squared error over `points` of multilinear interpolation of the target between side^d values on a grid: the
 * piecewise linear model with N = side^d parameters whose error falls as N^(−4/d).
 */
export function gridError(side: number, points: readonly Float64Array[]): number {
  let total = 0;
  for (const point of points) total += (interpolate(side, point) - target(point)) ** 2;
  return total / points.length;
}

function interpolate(side: number, point: Float64Array): number {
  const d = point.length;
  const cell = point.map((x) => Math.min(side - 2, Math.floor(x * (side - 1))));
  const corner = new Float64Array(d);
  let value = 0;
  for (let bits = 0; bits < 2 ** d; bits++) {
    let weight = 1;
    for (let a = 0; a < d; a++) {
      const upper = (bits >> a) & 1;
      const fraction = point[a]! * (side - 1) - cell[a]!;
      weight *= upper ? fraction : 1 - fraction;
      corner[a] = (cell[a]! + upper) / (side - 1);
    }
    value += weight * target(corner);
  }
  return value;
}

/**
 * A smooth embedding of the cube [0, 1]^d in `ambient` dimensions that bends it: each coordinate is a sine of a random
 * direction, so that distances nearby are kept up to a smooth factor. `ambient` should exceed 2d.
 */
export function embedding(d: number, ambient: number, stream: Stream): (point: Float64Array) => Float64Array {
  const directions = stream.child("directions").fillNormal(new Float64Array(ambient * d));
  const phases = stream.child("phases").fillUniform(new Float64Array(ambient));
  return (point) => {
    const image = new Float64Array(ambient);
    for (let i = 0; i < ambient; i++) {
      let phase = 2 * Math.PI * phases[i]!;
      for (let a = 0; a < d; a++) phase += directions[i * d + a]! * point[a]!;
      image[i] = Math.sin(phase) / Math.sqrt(ambient);
    }
    return image;
  };
}

/** Index of the nearest of the first `count` centres, and the two least distances. */
export function nearest(query: Float64Array, centres: readonly Float64Array[], count: number) {
  let [index, first, second] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    const centre = centres[i]!;
    let square = 0;
    for (let a = 0; a < query.length && square < second; a++) square += (query[a]! - centre[a]!) ** 2;
    if (square < first) [index, first, second] = [i, square, first];
    else if (square < second) second = square;
  }
  return { index, first: Math.sqrt(first), second: Math.sqrt(second) };
}
