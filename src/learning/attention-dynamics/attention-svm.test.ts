import { expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import {
  type AttentionProblem,
  attentionLogits,
  drawAttentionProblem,
  optimalTokens,
  selectedTokens,
} from "./attention-problem.js";
import { attentionSvm, matrixCorrelation } from "./attention-svm.js";
import { attentionGradient, trainAttentionLayer } from "./attention-training.js";

const problem = drawAttentionProblem(rootStream(1).child("problem"), { n: 4, T: 5, d: 8 });

function loss(W: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < problem.n; i++) {
    const weights = attentionLogits(problem, W, i).map(Math.exp);
    const total = weights.reduce((a, b) => a + b);
    const f = weights.reduce((s, w, t) => s + (w / total) * problem.scores[i * problem.T + t]!, 0);
    sum += Math.log1p(Math.exp(-f));
  }
  return sum;
}

it.each(["pairwise", "subtracted"] as const)("has the gradient of the loss (%s)", (form) => {
  const W = rootStream(2).child("W").fillNormal(new Float64Array(64));
  const gradient = attentionGradient(problem, W, form);
  for (let i = 0; i < 64; i += 7) {
    const [up, down] = [W.slice(), W.slice()];
    up[i]! += 1e-5;
    down[i]! -= 1e-5;
    expect(gradient[i]).toBeCloseTo((loss(up) - loss(down)) / 2e-5, 8);
  }
});

it("keeps the direction after saturation only without cancellation", () => {
  const at = [100, 1000, 3000];
  const accurate = trainAttentionLayer(problem, { eta: 0.1, checkpoints: at });
  const svm = attentionSvm(problem, selectedTokens(problem, accurate[2]!));
  const correlations = accurate.map((W) => matrixCorrelation(W, svm.W));
  expect(correlations[2]).toBeGreaterThan(0.9995);
  expect(correlations[0]).toBeLessThan(correlations[1]!);
  const [, , lost] = trainAttentionLayer(problem, { eta: 0.1, checkpoints: at, form: "subtracted" });
  expect(matrixCorrelation(lost!, svm.W)).toBeLessThan(0.97);
});

it("solves the SVM: all margins at least 1, and no smaller matrix among feasible ones", () => {
  const tokens = optimalTokens(problem);
  const { W, margin, reason } = attentionSvm(problem, tokens);
  expect(reason).toBe("converged");
  expect(margin).toBeCloseTo(1, 9);
  const size = Math.hypot(...W);
  const stream = rootStream(3).child("feasible");
  for (let trial = 0; trial < 50; trial++) {
    const other = W.map((value) => value + 0.3 * stream.normal());
    const least = leastMarginOf(problem, tokens, other);
    if (least > 0) expect(Math.hypot(...other) / least).toBeGreaterThan(size);
  }
});

it("has one constraint's closed form: W = x zᵀ/(‖x‖²‖z‖²)", () => {
  const tiny = {
    n: 1,
    T: 2,
    d: 2,
    tokens: Float64Array.of(2, 0, 0, 1),
    queries: Float64Array.of(0, 3),
    scores: Float64Array.of(1, 0),
  };
  const { W } = attentionSvm(tiny, [0]);
  expect([...W]).toEqual([0, 6 / 45, 0, -3 / 45].map((value) => expect.closeTo(value, 12)));
});

it("says when no matrix separates the tokens", () => {
  const same = {
    n: 1,
    T: 3,
    d: 1,
    tokens: Float64Array.of(0, 1, -1),
    queries: Float64Array.of(1),
    scores: Float64Array.of(1, 0, 0),
  };
  expect(attentionSvm(same, [0]).reason).toBe("inseparable");
});

function leastMarginOf(given: AttentionProblem, tokens: readonly number[], W: Float64Array): number {
  return Math.min(
    ...tokens.map((best, i) => {
      const logits = attentionLogits(given, W, i);
      return logits[best]! - Math.max(...logits.filter((_, t) => t !== best));
    }),
  );
}
