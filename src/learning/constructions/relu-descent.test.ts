import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/shared-data.js";
import { chooseProvider } from "../../lab/providers/index.js";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { rootStream } from "../../numerics/random/index.js";
import { solveLasso } from "../predictors/index.js";
import { dot } from "./attention-layer.js";
import { leastSquaresDescent } from "./least-squares-descent.js";
import { descendByReluAttention } from "./relu-descent.js";
import { areLabelsBinary, evaluateReluSum, interpolateByRelus, softThreshold } from "./relu-sum.js";

const algebra = chooseProvider("embedded");
const stream = rootStream(7);
const X = matrix(12, 5, stream.fillNormal(new Float64Array(60)));
const w = stream.fillNormal(new Float64Array(5));
const y = Float64Array.from({ length: 12 }, (_, i) => dot(w, rowOf(X, i)) + 0.3 * stream.normal());

const largestGap = (a: Float64Array, b: Float64Array) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

it("takes the steps of ridge regression", () => {
  const step = { eta: 0.2, lambda: 0.1 };
  const byAttention = descendByReluAttention({ X, y }, { ...step, layers: 10 }, algebra);
  const plain = leastSquaresDescent({ X, y }, { ...step, steps: 10 });
  byAttention.forEach((weights, l) => {
    expect(largestGap(weights, plain[l]!)).toBeLessThan(1e-12);
  });
});

const file = sharedFile("..", "theory", "vectors", "icl_reference.json");

it.skipIf(!file)("approaches the published ridge solution as fast as published", () => {
  const { bai } = JSON.parse(readFileSync(file!, "utf8"));
  const prompt = { X: matrix(12, 6, Float64Array.from(bai.X.flat())), y: Float64Array.from(bai.y) };
  const iterates = descendByReluAttention(prompt, { eta: bai.eta, lambda: bai.lam, layers: 60 }, algebra);
  [1, 10, 30, 60].forEach((l, k) => {
    const error = Math.hypot(...iterates[l - 1]!.map((value, a) => value - bai.w_ridge[a]));
    expect(Math.abs(error / bai.err[k] - 1)).toBeLessThan(1e-6);
  });
});

it("with a soft threshold after each layer ends at the Lasso", () => {
  const alpha = 0.2;
  const gram = algebra.syrk(X).data.map((value) => value / 12);
  const target = algebra.gemm(X, matrix(12, 1, y), { transposeA: true }).data.map((value) => value / 12);
  const lasso = new Float64Array(5);
  solveLasso({ gram, target, alpha }, lasso);
  const [end] = descendByReluAttention({ X, y }, { eta: 0.3, alpha, layers: 2000 }, algebra).slice(-1);
  expect(largestGap(end!, lasso)).toBeLessThan(1e-10);
});

it("takes logistic steps as exactly as its ReLUs give the slope", () => {
  const sigmoid = (t: number) => 1 / (1 + Math.exp(-t));
  const labels = y.map((value) => (value > 0 ? 1 : 0));
  const slope = interpolateByRelus(sigmoid, { low: -10, high: 10, pieces: 64 });
  const [first] = descendByReluAttention({ X, y: labels }, { eta: 0.5, slope, layers: 3 }, algebra).slice(-1);
  const exact = new Float64Array(5);
  for (let l = 0; l < 3; l++) {
    const gradient = new Float64Array(5);
    for (let i = 0; i < 12; i++) {
      const x = rowOf(X, i);
      const t = evaluateReluSum(slope, dot(exact, x)) - labels[i]!;
      for (let a = 0; a < 5; a++) gradient[a]! += (t * x[a]!) / 12;
    }
    for (let a = 0; a < 5; a++) exact[a]! -= 0.5 * gradient[a]!;
  }
  expect(largestGap(first!, exact)).toBeLessThan(1e-12);
});

describe("sums of ReLUs", () => {
  it("interpolate, with an error that falls as the square of the pieces", () => {
    const errors = [16, 32].map((pieces) => {
      const sum = interpolateByRelus(Math.sin, { low: -3, high: 3, pieces });
      const grid = Array.from({ length: 601 }, (_, i) => -3 + i / 100);
      return Math.max(...grid.map((t) => Math.abs(evaluateReluSum(sum, t) - Math.sin(t))));
    });
    expect(errors[0]! / errors[1]!).toBeGreaterThan(3.5);
    expect(errors[1]!).toBeLessThan(0.005);
    expect(() => interpolateByRelus(Math.sin, { low: 0, high: 1, pieces: 0 })).toThrow("invalid pieces: 0");
  });

  it("threshold and tell labels apart", () => {
    expect([-2, -0.5, 0, 0.3, 3].map((z) => softThreshold(z, 0.5))).toEqual([-1.5, 0, 0, 0, 2.5]);
    expect(areLabelsBinary(Float64Array.of(1, -1, -1, 1))).toBe(true);
    expect(areLabelsBinary(Float64Array.of(1, -1, -1, 0.7))).toBe(false);
  });
});
