import { multilinear } from "../../../laws/emergence/manifold.js";

/** A smooth function on the cube [0, 1]^d: a mean of cosines, one for each coordinate, times a slow product. */
export function target(point: Float64Array): number {
  let [sum, product] = [0, 1];
  for (let a = 0; a < point.length; a++) {
    sum += Math.cos(3 * point[a]! + a);
    product *= 1 + 0.3 * Math.sin(2 * point[a]!);
  }
  return sum / point.length + product;
}

/** Mean squared error over `points` of the target's multilinear interpolation between side^d values. */
export function gridError(side: number, points: readonly Float64Array[]): number {
  let total = 0;
  for (const point of points) total += (multilinear(target, side, point) - target(point)) ** 2;
  return total / points.length;
}
