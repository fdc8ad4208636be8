import type { Stream } from "../../numerics/random/stream.js";
import { jointAffinities, squaredDistances } from "./affinities.js";

/** Settings of {@link startEmbedding}. */
export interface EmbeddingSettings {
  /** The effective number of neighbours; 30 unless told. */
  readonly perplexity?: number;
  /** Draws the start. */
  readonly stream: Stream;
}

/** An embedding in the plane that is going on. */
export interface Embedding {
  /** n × 2, centred; changed in place by `iterate`. */
  readonly coordinates: Float64Array;
  /** Goes on by so many iterations. */
  iterate(count: number): void;
  /** The Kullback–Leibler divergence Σ p_ij log(p_ij/q_ij) that is being minimised. */
  divergence(): number;
}

const EXAGGERATED_ITERATIONS = 100;
const EXAGGERATION = 12;

/**
 * t-SNE (van der Maaten and Hinton 2008, J. Mach. Learn. Res. 9), exactly, over all pairs: O(n²) an iteration. Gradient
 * descent with momentum ½, then 0.8, adaptive gains, early exaggeration 12 for 100 iterations, and the learning rate
 * max(50, n/48) of Belkina et al. (2019); it starts from N(0, 10⁻⁸).
 *
 * @param points n × dimensions, row-major.
 * @throws InputError for a perplexity that does not fit n.
 */
export function startEmbedding(
  points: Float64Array,
  dimensions: number,
  { perplexity = 30, stream }: EmbeddingSettings,
): Embedding {
  const affinities = jointAffinities(squaredDistances(points, dimensions), perplexity);
  const n = points.length / dimensions;
  const rate = Math.max(50, n / (4 * EXAGGERATION));
  const coordinates = stream.fillNormal(new Float64Array(2 * n)).map((value) => 1e-4 * value);
  const velocity = new Float64Array(2 * n);
  const gains = new Float64Array(2 * n).fill(1);
  // Only i > j: all of it is symmetric.
  const kernel = new Float64Array(n * n);
  let iteration = 0;

  const advance = () => {
    const early = iteration++ < EXAGGERATED_ITERATIONS;
    const gradient = gradientOf(affinities, coordinates, kernel, early ? EXAGGERATION : 1);
    for (let i = 0; i < 2 * n; i++) {
      const opposed = gradient[i]! * velocity[i]! < 0;
      gains[i] = opposed ? gains[i]! + 0.2 : Math.max(0.01, gains[i]! * 0.8);
      velocity[i] = (early ? 0.5 : 0.8) * velocity[i]! - rate * gains[i]! * gradient[i]!;
      coordinates[i]! += velocity[i]!;
    }
    centre(coordinates);
  };
  return {
    coordinates,
    iterate(count) {
      for (let k = 0; k < count; k++) advance();
    },
    divergence() {
      const total = fillKernel(coordinates, kernel);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        for (let place = i * n; place < i * n + i; place++) {
          const p = affinities[place]!;
          if (p > 0) sum += 2 * p * Math.log((p * total) / kernel[place]!);
        }
      }
      return sum;
    },
  };
}

/** (1 + |y_i − y_j|²)⁻¹ for the pairs i > j; returns the sum over all pairs. */
function fillKernel(y: Float64Array, kernel: Float64Array): number {
  const n = y.length / 2;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const x = y[2 * i]!;
    const z = y[2 * i + 1]!;
    for (let j = 0; j < i; j++) {
      const dx = x - y[2 * j]!;
      const dz = z - y[2 * j + 1]!;
      const value = 1 / (1 + dx * dx + dz * dz);
      kernel[i * n + j] = value;
      total += value;
    }
  }
  return 2 * total;
}

/** 4 Σ_j (e·p_ij − q_ij) k_ij (y_i − y_j), eq. (5), with p multiplied by the exaggeration e: n × 2. */
function gradientOf(p: Float64Array, y: Float64Array, kernel: Float64Array, exaggeration: number): Float64Array {
  const n = y.length / 2;
  const scale = 1 / fillKernel(y, kernel);
  const gradient = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    let x = 0;
    let z = 0;
    // Each pair once: what it does to j is the opposite of what it does to i.
    for (let j = 0; j < i; j++) {
      const k = kernel[i * n + j]!;
      const force = 4 * (exaggeration * p[i * n + j]! - k * scale) * k;
      const dx = force * (y[2 * i]! - y[2 * j]!);
      const dz = force * (y[2 * i + 1]! - y[2 * j + 1]!);
      x += dx;
      z += dz;
      gradient[2 * j]! -= dx;
      gradient[2 * j + 1]! -= dz;
    }
    gradient[2 * i]! += x;
    gradient[2 * i + 1]! += z;
  }
  return gradient;
}

/** Moves the mean of the points to the origin. */
function centre(y: Float64Array): void {
  for (const axis of [0, 1]) {
    let mean = 0;
    for (let i = axis; i < y.length; i += 2) mean += (2 * y[i]!) / y.length;
    for (let i = axis; i < y.length; i += 2) y[i]! -= mean;
  }
}
