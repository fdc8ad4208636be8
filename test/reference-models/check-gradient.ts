import type { Stream } from "../../src/numerics/index.js";
import { flattenTree, type Tensor } from "../../src/tensor/index.js";

/**
 * How far a gradient is from central differences of the loss (fourth order, step 1e-4: small enough to step over few kinks of a ReLU), for each tensor of the weights
 * along a random direction that touches every entry: |difference| over the length of the gradient of all, the largest.
 */
export function gradientDeviation<Weights>(
  loss: (weights: Weights) => number,
  { weights, gradient, stream }: { weights: Weights; gradient: unknown; stream: Stream },
): number {
  const flat = flattenTree(weights);
  const leaves = flat.leaves as Tensor[];
  const slopes = flattenTree(gradient).leaves as Tensor[];
  const length = Math.hypot(...slopes.flatMap(({ data }) => [...data]));
  const deviations = leaves.map((leaf, at) => {
    const direction = stream.child(at).fillNormal(new Float64Array(leaf.data.length));
    const size = Math.hypot(...direction);
    const along = (step: number) => {
      const data = Float64Array.from(leaf.data, (value, i) => value + (step * direction[i]!) / size);
      return loss(flat.rebuild(leaves.map((other, i) => (i === at ? { data, shape: leaf.shape } : other))) as Weights);
    };
    const h = 1e-4;
    const numeric = (8 * (along(h) - along(-h)) - (along(2 * h) - along(-2 * h))) / (12 * h);
    const exact = Array.from(slopes[at]!.data).reduce((total, slope, i) => total + (slope * direction[i]!) / size, 0);
    return Math.abs(numeric - exact) / length;
  });
  return Math.max(...deviations);
}

/** The largest |a − b| over the largest |b|. */
export function deviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const expected = Array.from(b);
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - expected[i]!))) / largest;
}
