import { describe, expect, it } from "vitest";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import { quantile } from "../../numerics/statistics/index.js";
import { allocateChinchilla } from "./allocation.js";
import { explainPlan } from "./explain.js";
import { quantileIntervals } from "./intervals.js";
import { flatRange, regretOf, twentyTokens } from "./regret.js";
import { chinchillaSurface } from "./surface.js";

const huber = { E: 1.817218, A: 477.825, B: 2143.42, alpha: 0.34731, beta: 0.367172 };
const constants = ([E, A, B, alpha, beta]: Float64Array) => ({ E: E!, A: A!, B: B!, alpha: alpha!, beta: beta! });
const theta = Float64Array.from(Object.values(huber));

function draws(n: number) {
  const stream = rootStream(3).child("draws");
  const result = matrix(n, 5);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < 5; j++) result.data[5 * i + j] = theta[j]! * (1 + 0.05 * stream.normal());
  }
  return result;
}

describe("intervals over draws", () => {
  it("are the type-7 quantiles of each quantity", () => {
    const drawn = draws(400);
    const { intervals, failed } = quantileIntervals(theta, drawn, (point) => ({ twice: 2 * point[3]!, E: point[0]! }));
    const column = Float64Array.from({ length: 400 }, (_, i) => 2 * drawn.data[5 * i + 3]!);
    expect(intervals.twice).toEqual({ value: 2 * 0.34731, ci95: [quantile(column, 0.025), quantile(column, 0.975)] });
    expect(failed).toBe(0);
  });

  it("count draws that have no answer and do not hide other errors", () => {
    const drawn = draws(50);
    for (let i = 0; i < 20; i++) drawn.data[5 * i + 3] = i < 10 ? -1 : Number.NaN;
    const plan = (point: Float64Array) => ({ N: allocateChinchilla(constants(point), 1e22).N });
    expect(quantileIntervals(theta, drawn, plan).failed).toBe(20);
    expect(() => quantileIntervals(theta, matrix(0, 5), plan)).toThrow(/invalid number of draws with an answer: 0/);
    const broken = (point: Float64Array) => {
      if (point !== theta) throw new TypeError("bug");
      return { x: 1 };
    };
    expect(() => quantileIntervals(theta, drawn, broken)).toThrow(TypeError);
  });
});

describe("the plan in words", () => {
  it("says what to train, how sure that is, how flat, and what twenty tokens cost", () => {
    const surface = chinchillaSurface(huber);
    const plan = allocateChinchilla(huber, 5.76e23);
    const { intervals, failed } = quantileIntervals(theta, draws(400), (point) => {
      const { tokensPerParameter, loss } = allocateChinchilla(constants(point), 5.76e23);
      return { tokensPerParameter, loss };
    });
    const words = explainPlan({
      plan,
      intervals,
      failed: { draws: failed, of: 400 },
      flat: [0.001, 0.01].map((tolerance) => ({ tolerance, range: flatRange(surface, plan, tolerance) })),
      regrets: [{ name: "20 tokens per parameter", regret: regretOf(surface, twentyTokens(5.76e23)) }],
    });
    expect(words[0]).toBe(
      "With 5.76e23 FLOP, train 73.2 billion parameters on 1.31 trillion tokens (17.9 tokens per parameter): " +
        "the law predicts a loss of 1.974 nats per token.",
    );
    expect(words[1]).toMatch(
      /^Runs like yours would give .* 95 times in 100: a factor of .* take the ratio as a range/,
    );
    expect(words[3]).toMatch(
      /^The valley is flat: anything from [\d.]+ to [\d.]+ tokens per parameter .* 0.1 % of the loss/,
    );
    expect(words[4]).toContain("at most 1 % of the loss");
    expect(words[5]).toMatch(/^20 tokens per parameter: .* nats worse, as if [\d.]+ % of the compute/);
    const { tokensPerParameter } = intervals;
    const bound = explainPlan({ plan: { ...plan, binding: "tokens" }, intervals: { tokensPerParameter } });
    expect(bound.slice(1)).toEqual([expect.stringMatching(/not enough tokens/)]);
  });

  it("says how many experts, how sure that is, and that more may be better", () => {
    const plan = { ...allocateChinchilla(huber, 1e20), experts: 8, totalParameters: 5e9 };
    const words = explainPlan({ plan, experts: { choices: [1, 2, 4, 8], ci95: [4, 8] } });
    expect(words[0]).toMatch(/train a mixture of 8 experts with .* active parameters \(5 billion in all\)/);
    expect(words[0]).toContain("tokens per active parameter");
    expect(words.slice(1)).toEqual([
      "Runs like yours would choose 4 to 8 experts 95 times in 100.",
      "8 is the most experts that were tried; more may be better.",
    ]);
    const dense = explainPlan({ plan: { ...plan, experts: 1 }, experts: { choices: [1, 2], ci95: [1, 1] } });
    expect(dense[0]).toContain("train a dense model of");
    expect(dense.slice(1)).toEqual(["Runs like yours would choose 1 expert 95 times in 100."]);
    const held = explainPlan({ plan: { ...plan, binding: "parameters" }, experts: { choices: [8], ci95: [8, 8] } });
    expect(held.slice(1)).toEqual([expect.stringMatching(/^Memory decides: /)]);
  });

  it("is headed by doubts of the law, and then says only what it would train", () => {
    const plan = allocateChinchilla(huber, 1e22);
    const interval = { value: plan.tokensPerParameter, ci95: [4.7e-9, 21.6] as const };
    const doubts = ["not identifiable: the table has one value of D"];
    const words = explainPlan({ plan, doubts, intervals: { tokensPerParameter: interval } });
    expect(words).toEqual([
      "Do not rely on this plan; the law is not identifiable: the table has one value of D.",
      expect.stringMatching(/^With 1e22 FLOP/),
    ]);
  });

  it("gives a loss that is known to all printed digits as one number, and names choices beyond the limits", () => {
    const plan = allocateChinchilla(huber, 1e22);
    const loss = { value: 2.1231, ci95: [2.1229, 2.1232] as const };
    const regrets = [{ name: "Your choice", regret: null }];
    expect(explainPlan({ plan, intervals: { loss }, regrets }).slice(1)).toEqual([
      "The loss itself is known to all digits printed: 2.123 nats, for the law, not for one run.",
      "Your choice: beyond the limits.",
    ]);
  });
});
