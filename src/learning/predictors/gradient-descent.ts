import { invalid } from "../../numerics/errors.js";
import { dot, onlinePredictor, type Predictor } from "./predictor.js";

/**
 * Gradient descent on ‖Xw − y‖²/(2k) from w = 0: so many steps w ← w + (η/k) Xᵀ(y − Xw), run afresh at each position. What
 * as many layers of linear attention can do (von Oswald et al. 2023, arXiv:2212.07677, §2). One step with η = 1 is
 * averaging. Stable for η < 2/λ_max(XᵀX/k). O(d²) a step.
 * @throws InputError unless `steps` is an integer ≥ 1 and the step size above 0.
 */
export function gradientDescentPredictor({ steps, stepSize }: { steps: number; stepSize: number }): Predictor {
  if (!(Number.isInteger(steps) && steps >= 1)) throw invalid("steps", steps, "an integer of at least 1");
  if (!(stepSize > 0)) throw invalid("step size", stepSize, "a number above 0");
  return onlinePredictor("gradient descent", (dimension) => {
    const moments = new Moments(dimension);
    const weights = new Float64Array(dimension);
    const descend = () => {
      weights.fill(0);
      for (let step = 0; step < steps; step++) moments.stepFrom(weights, stepSize);
    };
    return {
      predict: (x) => dot(weights, x),
      learn(x, y) {
        moments.add(x, y);
        descend();
      },
    };
  });
}

/** XᵀX and Xᵀy of the examples so far. */
class Moments {
  private readonly gram: Float64Array[];
  private readonly target: Float64Array;
  private readonly step: Float64Array;
  private count = 0;

  constructor(private readonly dimension: number) {
    this.gram = Array.from({ length: dimension }, () => new Float64Array(dimension));
    this.target = new Float64Array(dimension);
    this.step = new Float64Array(dimension);
  }

  add(x: Float64Array, y: number): void {
    this.count++;
    for (let i = 0; i < this.dimension; i++) {
      this.target[i]! += y * x[i]!;
      for (let j = 0; j < this.dimension; j++) this.gram[i]![j]! += x[i]! * x[j]!;
    }
  }

  /** w ← w + (η/k)(Xᵀy − XᵀXw), in place. */
  stepFrom(weights: Float64Array, stepSize: number): void {
    for (let i = 0; i < this.dimension; i++) this.step[i] = this.target[i]! - dot(this.gram[i]!, weights);
    for (let i = 0; i < this.dimension; i++) weights[i]! += (stepSize / this.count) * this.step[i]!;
  }
}
