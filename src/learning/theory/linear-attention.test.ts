import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/shared-data.js";
import { embeddedProvider, type Matrix, matrix } from "../../numerics/linear-algebra/index.js";
import { rootStream } from "../../numerics/random/index.js";
import { estimate } from "../../numerics/statistics/index.js";
import { covariateShiftedTask } from "../tasks/index.js";
import {
  attentionFlow,
  attentionRisk,
  diagonalMatrix,
  minimumLoss,
  optimalAttention,
  populationLoss,
  shiftBias,
} from "./index.js";

const algebra = embeddedProvider();
const population = { spectrum: [2, 1.5, 1, 0.5, 0.25], context: 20 };
const file = sharedFile("..", "theory", "vectors", "icl_reference.json");

/** Mean squared error of x_qᵀA(1/N)Σ y x on drawn prompts: what the closed forms say without drawing any. */
function drawnRisk(A: Matrix, settings: Parameters<typeof covariateShiftedTask>[0], context: number, seed: number) {
  const d = settings.spectrum.length;
  const drawn = covariateShiftedTask(settings).draw(rootStream(seed), { batch: 20_000, points: context + 1 });
  const clean = settings.noiseVariance
    ? covariateShiftedTask({ ...settings, noiseVariance: 0 }).draw(rootStream(seed), {
        batch: 20_000,
        points: context + 1,
      })
    : drawn;
  return estimate(
    Float64Array.from({ length: drawn.batch }, (_, b) => {
      const moment = new Float64Array(d);
      for (let n = b * drawn.points; n < b * drawn.points + context; n++) {
        for (let j = 0; j < d; j++) moment[j]! += (drawn.y[n]! * drawn.x[n * d + j]!) / context;
      }
      const query = b * drawn.points + context;
      let prediction = 0;
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) prediction += drawn.x[query * d + i]! * A.data[i * d + j]! * moment[j]!;
      }
      return (prediction - clean.y[query]!) ** 2;
    }),
  );
}

describe.skipIf(!file)("the published numbers", () => {
  const reference = file ? JSON.parse(readFileSync(file, "utf8")).zfb : {};

  it("of the optimum and its loss", () => {
    optimalAttention(population).forEach((value, i) => {
      expect(Math.abs(value - reference.GammaInvDiag[i])).toBeLessThan(1e-11);
    });
    expect(Math.abs(minimumLoss(population) - reference.minLossHalf)).toBeLessThan(1e-12);
  });

  it("of the flow in (u, U)", () => {
    const states = attentionFlow(population, { report: reference.gdHistory.map(([step]: number[]) => step) });
    reference.gdHistory.forEach(([step, loss, distance]: number[], i: number) => {
      expect(states[i]!.step).toBe(step);
      expect(states[i]!.time).toBeCloseTo(0.02 * step!, 10);
      expect(Math.abs(states[i]!.loss - loss!)).toBeLessThan(1e-11);
      expect(Math.abs(states[i]!.distance - distance!)).toBeLessThan(1e-11);
    });
  });

  it("of the test risks", () => {
    const A = diagonalMatrix(optimalAttention(population));
    reference.testM.forEach((context: number, i: number) => {
      expect(Math.abs(attentionRisk(A, { ...population, context }) - reference.testRiskExact[i])).toBeLessThan(1e-11);
    });
  });
});

describe("the closed forms", () => {
  it("are least at Γ⁻¹, in every direction", () => {
    const best = diagonalMatrix(optimalAttention(population));
    expect(populationLoss(best, population)).toBeCloseTo(minimumLoss(population), 14);
    const stream = rootStream(1);
    for (let trial = 0; trial < 20; trial++) {
      const near = matrix(
        5,
        5,
        best.data.map((value) => value + 0.05 * stream.normal()),
      );
      expect(populationLoss(near, population)).toBeGreaterThan(minimumLoss(population));
    }
  });

  it("agree with drawn prompts for any A: shifted examples, shifted query, noise", () => {
    const A = matrix(
      3,
      3,
      rootStream(2)
        .fillNormal(new Float64Array(9))
        .map((value) => 0.4 * value),
    );
    for (const [seed, change] of [
      {},
      { querySpectrum: [0.3, 1, 2] },
      { noiseVariance: 0.7 },
      { querySpectrum: [2, 0.1, 1], noiseVariance: 0.2 },
    ].entries()) {
      const settings = { spectrum: [1.5, 1, 0.4], ...change };
      const { value, stderr } = drawnRisk(A, settings, 6, seed);
      expect(Math.abs(value! - attentionRisk(A, { ...settings, context: 6 }))).toBeLessThan(4 * stderr!);
    }
  });

  it("the bias under a shift is what is left with endless examples", () => {
    const shifted = [0.5, 0.5, 2, 1, 1];
    const bias = shiftBias(population, shifted);
    const A = diagonalMatrix(optimalAttention(population));
    const endless = attentionRisk(A, { spectrum: shifted, context: 1e12 });
    expect(endless).toBeCloseTo(
      bias.reduce((sum, value, i) => sum + shifted[i]! * value * value, 0),
      9,
    );
    shiftBias(population, population.spectrum).forEach((value, i) => {
      const smallness = (population.spectrum[i]! + 5.25) / (21 * population.spectrum[i]! + 5.25);
      expect(value).toBeCloseTo(smallness, 14);
    });
  });

  it("least squares on drawn prompts finds A within a tenth", () => {
    const [d, context, batch] = [5, 20, 30_000];
    const { x, y, points } = covariateShiftedTask({ spectrum: population.spectrum }).draw(rootStream(8), {
      batch,
      points: context + 1,
    });
    const features = matrix(batch, d * d);
    const labels = matrix(batch, 1);
    for (let b = 0; b < batch; b++) {
      const query = b * points + context;
      labels.data[b] = y[query]!;
      for (let n = b * points; n < query; n++) {
        for (let i = 0; i < d; i++) {
          for (let j = 0; j < d; j++) {
            features.data[b * d * d + i * d + j]! += (x[query * d + i]! * y[n]! * x[n * d + j]!) / context;
          }
        }
      }
    }
    const right = algebra.gemm(features, labels, { transposeA: true });
    const A = algebra.solvePositive(algebra.syrk(features), right).data;
    const best = diagonalMatrix(optimalAttention(population)).data;
    const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    expect(norm(A.map((value, i) => value - best[i]!)) / norm(best)).toBeLessThan(0.1);
  });

  it("name what they cannot take", () => {
    expect(() => minimumLoss({ spectrum: [1, 0], context: 3 })).toThrow("invalid spectrum: 0; expected finite numbers");
    expect(() => minimumLoss({ spectrum: [1], context: 0 })).toThrow("invalid context: 0");
    expect(() => populationLoss(matrix(2, 2), { spectrum: [1], context: 1 })).toThrow("invalid size of A: 2 × 2");
  });
});
