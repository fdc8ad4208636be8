import { optimalAttention } from "../../../learning/theory/index.js";
import { type Matrix, matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import type { Stream } from "../../../numerics/random/stream.js";
import { mean } from "../../../numerics/statistics/index.js";

/** What a prompt amounts to for linear attention. */
interface Summary {
  /** (1/count) Σ y x, d entries. */
  readonly moments: Float64Array;
  readonly query: Float64Array;
  /** ⟨w, query⟩. */
  readonly target: number;
}

/** A prompt of `count` examples y = ⟨w, x⟩ with x ~ N(0, diag(spectrum)) and w ~ N(0, I). */
function drawSummary(spectrum: readonly number[], count: number, stream: Stream): Summary {
  const d = spectrum.length;
  const scales = spectrum.map(Math.sqrt);
  const w = stream.fillNormal(new Float64Array(d));
  const draw = () => stream.fillNormal(new Float64Array(d)).map((value, a) => scales[a]! * value);
  const value = (x: Float64Array) => x.reduce((sum, entry, a) => sum + entry * w[a]!, 0);
  const moments = new Float64Array(d);
  for (let i = 0; i < count; i++) {
    const x = draw();
    const y = value(x) / count;
    for (let a = 0; a < d; a++) moments[a]! += y * x[a]!;
  }
  const query = draw();
  return { moments, query, target: value(query) };
}

/** Mean squared error over fresh prompts of `count` examples of the layer with A = Γ⁻¹ of training on N. */
export function simulatedRisk(
  population: { readonly spectrum: readonly number[]; readonly context: number },
  count: number,
  prompts: number,
  stream: Stream,
): number {
  const A = optimalAttention(population);
  const errors = Array.from({ length: prompts }, (_, i) => {
    const { moments, query, target } = drawSummary(population.spectrum, count, stream.child(i));
    return (query.reduce((sum, x, a) => sum + x * A[a]! * moments[a]!, 0) - target) ** 2;
  });
  return mean(errors);
}

/** A by least squares on prompts of `context` examples: what regression on data finds, d × d. */
export function fittedAttention(
  { spectrum, context }: { readonly spectrum: readonly number[]; readonly context: number },
  prompts: number,
  stream: Stream,
  algebra: LinearAlgebra,
): Matrix {
  const d = spectrum.length;
  const features = matrix(prompts, d * d);
  const targets = matrix(prompts, 1);
  for (let p = 0; p < prompts; p++) {
    const { moments, query, target } = drawSummary(spectrum, context, stream.child(p));
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) features.data[(p * d + a) * d + b] = query[a]! * moments[b]!;
    }
    targets.data[p] = target;
  }
  const solution = algebra.solvePositive(algebra.syrk(features), algebra.gemm(features, targets, { transposeA: true }));
  return matrix(d, d, solution.data);
}
