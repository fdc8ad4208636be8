import { describe, expect, test } from "vitest";
import { chinchilla } from "../../src/laws/forms/index.js";
import { bootstrap, fitLaw, type Loss, predict, predictAt, profile, type RunData } from "../../src/laws/index.js";
import { rootStream, type Stream } from "../../src/numerics/index.js";

const truth = Float64Array.of(1.8, 480, 2100, 0.35, 0.37);
const NOISE = 0.01;

/** Runs at 8 budgets of 1e18 … 1e21 FLOP and 8 sizes each, with relative noise. */
function plantedRuns(stream: Stream): RunData {
  const N: number[] = [];
  const D: number[] = [];
  for (let budget = 0; budget < 8; budget++) {
    const C = 1e18 * 10 ** ((3 * budget) / 7);
    for (let size = 0; size < 8; size++) {
      N.push(Math.sqrt(C / 120) * 4 ** ((size - 3.5) / 3.5));
      D.push(C / 6 / N.at(-1)!);
    }
  }
  const variables = { N: Float64Array.from(N), D: Float64Array.from(D) };
  return { variables, target: predict(chinchilla, truth, variables).map((L) => L * Math.exp(NOISE * stream.normal())) };
}

/** Resamples of each table: the 5 % and 95 % quantiles are the third values from either end, as (60 + 1)/20 ≈ 3. */
const RESAMPLES = 60;

/** The compute-optimal point at 100 times the largest budget, roughly. */
const forecastAt = { N: Math.sqrt(1e23 / 120), D: 20 * Math.sqrt(1e23 / 120) };

const names = chinchilla.parameters.map(({ name }) => name);
const aim = predictAt(chinchilla, truth, forecastAt);

describe("200 tables with a known law", () => {
  test.each<[string, Loss]>([
    ["Huber", { kind: "huber", delta: 1e-3 }],
    ["log squares", { kind: "ls-log" }],
  ])("nominal 90 %% intervals by profile cover 85–95 %% (%s)", (_, loss) => {
    const covered = new Map([...names, "forecast"].map((name) => [name, 0]));
    for (let table = 0; table < 200; table++) {
      const data = plantedRuns(rootStream(1).child("planted", table));
      const fit = fitLaw(chinchilla, data, { loss, starts: 0 });
      for (const [what, name, value] of [
        ...names.map((name, j) => [name, name, truth[j]!] as const),
        [forecastAt, "forecast", aim] as const,
      ]) {
        const { lo, hi } = profile(fit, data, what, 0.9);
        if ((lo === null || lo <= value) && (hi === null || value <= hi)) covered.set(name, covered.get(name)! + 1);
      }
    }
    for (const [name, count] of covered) {
      expect(count / 200, name).toBeGreaterThanOrEqual(0.85);
      expect(count / 200, name).toBeLessThanOrEqual(0.95);
    }
  });

  test("nominal 90 % intervals by refits of resampled runs cover 85–95 % (Huber)", { timeout: 240_000 }, () => {
    const covered = new Map([...names, "forecast"].map((name) => [name, 0]));
    for (let table = 0; table < 200; table++) {
      const data = plantedRuns(rootStream(1).child("planted", table));
      const fit = fitLaw(chinchilla, data, { starts: 0, flatness: false });
      const draws = bootstrap(fit, data, { resamples: RESAMPLES, stream: rootStream(2).child(table) });
      const thetas = Array.from({ length: RESAMPLES }, (_, k) => draws.data.slice(5 * k, 5 * k + 5));
      for (const [name, value, drawn] of [
        ...names.map((name, j) => [name, truth[j]!, thetas.map((theta) => theta[j]!)] as const),
        ["forecast", aim, thetas.map((theta) => predictAt(chinchilla, theta, forecastAt))] as const,
      ]) {
        const sorted = [...drawn].sort((a, b) => a - b);
        if (sorted[2]! <= value && value <= sorted.at(-3)!) covered.set(name, covered.get(name)! + 1);
      }
    }
    for (const [name, count] of covered) {
      expect(count / 200, name).toBeGreaterThanOrEqual(0.85);
      expect(count / 200, name).toBeLessThanOrEqual(0.95);
    }
  });
});
