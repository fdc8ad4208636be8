import { dot, type OnlineLearner, onlinePredictor, type Predictor } from "./predictor.js";
import { TriangularFactor } from "./triangular-factor.js";

/** An input whose part outside the span of those before is shorter than this, relative to it, lies in the span. */
const SPAN_TOLERANCE = 1e-10;

/**
 * Least squares, of minimum norm where the examples do not determine it, for inputs of any rank. On noiseless linear
 * functions of x ~ N(0, I) its error is max(d − k, 0) (Garg et al. 2022, arXiv:2208.01066).
 */
export const leastSquaresPredictor: Predictor = onlinePredictor(
  "least squares",
  (dimension) => new MinimumNormLearner(dimension),
);

/**
 * Works in an orthonormal basis of the span of the inputs, which Gram–Schmidt (twice, so that it stays orthogonal to
 * rounding) extends by the new ones: there the problem has full column rank, and its solution is the one of minimum norm.
 */
class MinimumNormLearner implements OnlineLearner {
  private readonly basis: Float64Array[] = [];
  private readonly factor: TriangularFactor;
  private readonly coordinates: Float64Array;
  private readonly solution: Float64Array<ArrayBuffer>;

  constructor(private readonly dimension: number) {
    this.factor = new TriangularFactor(dimension, 0);
    this.coordinates = new Float64Array(dimension);
    this.solution = new Float64Array(dimension);
  }

  predict(x: Float64Array): number {
    let sum = 0;
    this.basis.forEach((direction, i) => {
      sum += dot(direction, x) * this.solution[i]!;
    });
    return sum;
  }

  learn(x: Float64Array, y: number): void {
    this.coordinates.fill(0);
    const rest = x.slice();
    for (let pass = 0; pass < 2; pass++) this.project(rest);
    const length = Math.sqrt(dot(rest, rest));
    if (this.basis.length < this.dimension && length > SPAN_TOLERANCE * Math.sqrt(dot(x, x))) {
      this.coordinates[this.basis.length] = length;
      this.basis.push(rest.map((value) => value / length));
      this.factor.grow();
    }
    this.factor.insert(this.coordinates, y);
    this.factor.solve(this.solution);
  }

  /** Moves the components of `rest` along the basis to the coordinates. */
  private project(rest: Float64Array): void {
    this.basis.forEach((direction, i) => {
      const component = dot(direction, rest);
      this.coordinates[i]! += component;
      for (let j = 0; j < rest.length; j++) rest[j]! -= component * direction[j]!;
    });
  }
}
