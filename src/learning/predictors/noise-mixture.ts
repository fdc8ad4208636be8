import { invalid } from "../../numerics/errors.js";
import { dot, onlinePredictor, type Predictor } from "./predictor.js";
import { softmaxAverage } from "./softmax-average.js";
import { TriangularFactor } from "./triangular-factor.js";

/** Settings of {@link noiseMixturePredictor}. */
export interface NoiseMixtureSettings {
  /** The noise variances that may be, with equal prior weight. */
  readonly noiseVariances: readonly number[];
  /** Variance of each weight of the prior; 1 unless told. */
  readonly weightVariance?: number;
}

/**
 * The Bayes predictor of y = wᵀx + ε, w ~ N(0, s² I), where the noise variance is one of several: each is a ridge
 * regression with λ = σ²/s², weighted by its evidence, the product of its predictive densities so far (Bai et al. 2023,
 * arXiv:2306.04637, §4.1, where s² = 1/d: the Bayes mixture that algorithm selection in context has to reach).
 * @throws InputError unless all variances are above 0.
 */
export function noiseMixturePredictor({ noiseVariances, weightVariance = 1 }: NoiseMixtureSettings): Predictor {
  if (noiseVariances.length === 0) throw invalid("noise variances", "none", "at least one");
  for (const value of [...noiseVariances, weightVariance]) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw invalid("variance", value, "a finite number above 0");
  }
  return onlinePredictor("Bayes over noise levels", (dimension) => {
    const levels = noiseVariances.map((noise) => new NoiseLevel(dimension, noise, weightVariance));
    return {
      predict: (x) =>
        softmaxAverage(
          levels.map((level) => level.logEvidence),
          levels.map((level) => level.predict(x)),
        ),
      learn(x, y) {
        for (const level of levels) level.learn(x, y);
      },
    };
  });
}

/** The posterior of w for one noise variance, and the logarithm of the evidence up to a constant. */
class NoiseLevel {
  logEvidence = 0;
  private readonly factor: TriangularFactor;
  private readonly weights: Float64Array<ArrayBuffer>;

  constructor(
    dimension: number,
    private readonly noise: number,
    weightVariance: number,
  ) {
    this.factor = new TriangularFactor(dimension);
    this.factor.setDiagonal(Math.sqrt(noise / weightVariance));
    this.weights = new Float64Array(dimension);
  }

  predict(x: Float64Array): number {
    return dot(this.weights, x);
  }

  learn(x: Float64Array, y: number): void {
    const variance = this.noise * (1 + this.factor.leverage(x));
    this.logEvidence -= (Math.log(variance) + (y - this.predict(x)) ** 2 / variance) / 2;
    this.factor.insert(x, y);
    this.factor.solve(this.weights);
  }
}
