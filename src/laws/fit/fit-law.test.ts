import { describe, expect, test } from "vitest";
import { rootStream } from "../../numerics/random/root-stream.js";
import {
  brokenNeuralScaling,
  chinchilla,
  customForm,
  dataConstrained,
  publishedFor,
  withFixed,
} from "../forms/index.js";
import { bootstrap } from "./bootstrap.js";
import { fitLaw } from "./fit-law.js";
import { leaveOneOut } from "./leave-one-out.js";
import { predict } from "./predict.js";
import { profile } from "./profile.js";
import type { Loss, RunData } from "./types.js";

const truth = Float64Array.of(1.8, 480, 2100, 0.35, 0.37);
const losses: Loss[] = [{ kind: "huber", delta: 1e-3 }, { kind: "l1" }, { kind: "ls-log" }, { kind: "ls-raw" }];

/** n runs spread over sizes and tokens, of Chinchilla's law with relative noise. */
function runs(n: number, noise: number, seed = 3): RunData {
  const stream = rootStream(seed);
  const N = Float64Array.from({ length: n }, () => 1e8 * 100 ** stream.uniform());
  const D = Float64Array.from({ length: n }, () => 1e9 * 1000 ** stream.uniform());
  const target = predict(chinchilla, truth, { N, D }).map((L) => L * Math.exp(noise * stream.normal()));
  return { variables: { N, D }, target };
}

const twice = (column: Float64Array) => Float64Array.from([...column, ...column]);

describe("fitLaw", () => {
  test.each(losses)("finds a law without noise to rounding ($kind)", (loss) => {
    const { theta, objective } = fitLaw(chinchilla, runs(40, 0), { loss });
    for (const [j, value] of truth.entries()) expect(Math.abs(theta[j]! / value - 1)).toBeLessThan(1e-6);
    expect(objective).toBeLessThan(1e-9);
  });

  test.each(losses)("minimises a sum: runs twice make twice the objective, at the same optimum ($kind)", (loss) => {
    const data = runs(60, 0.01);
    const doubled = {
      variables: { N: twice(data.variables.N!), D: twice(data.variables.D!) },
      target: twice(data.target),
    };
    const [once, both] = [fitLaw(chinchilla, data, { loss }), fitLaw(chinchilla, doubled, { loss })];
    expect(Math.abs(both.objective / once.objective - 2)).toBeLessThan(1e-9);
    for (const [j, value] of once.theta.entries()) expect(Math.abs(both.theta[j]! / value - 1)).toBeLessThan(1e-5);
    // The objective is the sum of the loss at the residuals reported.
    const sum = once.residuals.reduce((total, r) => total + rho(loss, r), 0);
    expect(Math.abs(once.objective / sum - 1)).toBeLessThan(1e-12);
  });

  test("weights count as repeated runs, and weight 0 as none", () => {
    const data = runs(40, 0.01);
    const weights = Float64Array.from({ length: 40 }, (_, i) => (i === 7 ? 2 : i === 9 ? 0 : 1));
    const rows = [...Array(40).keys()].flatMap((i) => Array(weights[i]!).fill(i) as number[]);
    const repeated = {
      variables: {
        N: Float64Array.from(rows, (i) => data.variables.N![i]!),
        D: Float64Array.from(rows, (i) => data.variables.D![i]!),
      },
      target: Float64Array.from(rows, (i) => data.target[i]!),
    };
    const [a, b] = [fitLaw(chinchilla, { ...data, weights }), fitLaw(chinchilla, repeated)];
    expect(Math.abs(a.objective / b.objective - 1)).toBeLessThan(1e-9);
  });

  test("finds a law that is linear in all of its parameters", () => {
    const { variables } = runs(20, 0);
    const line = customForm("a + b*log(N)", ["N"]);
    const target = variables.N!.map((N) => 5 - 0.1 * Math.log(N));
    const { theta } = fitLaw(line, { variables, target }, { loss: { kind: "ls-raw" }, starts: 0 });
    expect(theta[0]).toBeCloseTo(5, 10);
    expect(theta[1]).toBeCloseTo(-0.1, 10);
  });

  test("finds a broken law, with many local optima, from planted data", () => {
    const form = brokenNeuralScaling(1);
    const names = form.parameters.map(({ name }) => name);
    const planted: Record<string, number> = { a: 0.4, b: 2, c0: 0.1, c1: 0.6, d1: 1e3, f1: 0.1 };
    const theta = Float64Array.from(names, (name) => planted[name]!);
    const [variable] = form.variables;
    const x = Float64Array.from({ length: 40 }, (_, i) => 10 ** (i / 7));
    const variables = { [variable!.name]: x };
    const fit = fitLaw(form, { variables, target: predict(form, theta, variables) }, { loss: { kind: "ls-log" } });
    for (const [j, value] of theta.entries()) expect(Math.abs(fit.theta[j]! / value - 1)).toBeLessThan(1e-4);
  });
});

describe("warnings", () => {
  test("of flat directions only where they are sought", () => {
    const codes = (flatness: boolean) =>
      fitLaw(chinchilla, runs(8, 0.2), { flatness }).warnings.map(({ code }) => code);
    expect(codes(true)).toContain("flat");
    expect(codes(false)).not.toContain("flat");
  });

  test("of a table with one D", () => {
    const data = runs(20, 0.01);
    const { warnings } = fitLaw(chinchilla, {
      ...data,
      variables: { ...data.variables, D: new Float64Array(20).fill(3e11) },
    });
    expect(warnings.map(({ message }) => message).join()).toContain("not identifiable: the table has one value of D");
  });

  test("of six runs, and a refusal of four", () => {
    expect(fitLaw(chinchilla, runs(6, 0.01)).warnings.map(({ code }) => code)).toContain("few-runs");
    expect(() => fitLaw(chinchilla, runs(4, 0.01))).toThrow(
      "invalid number of runs: 4; expected at least 5, one for each parameter of chinchilla",
    );
  });

  test("of as many runs as parameters: no errors, as nothing is left to judge them by", () => {
    const fit = fitLaw(chinchilla, runs(5, 0.01));
    const { standardErrors, covariance, warnings } = fit;
    expect(profile(fit, runs(5, 0.01), "alpha")).toEqual({ lo: null, hi: null, points: [] });
    expect([...standardErrors]).toEqual(Array(5).fill(Number.NaN));
    expect(covariance).toBeNull();
    expect(warnings.map(({ code }) => code)).toContain("few-runs");
  });

  test("of runs that count: those of weight 0 do not", () => {
    const weights = new Float64Array(60).fill(1, 0, 7);
    const fit = fitLaw(chinchilla, { ...runs(60, 0.01), weights });
    expect(fit.n).toBe(7);
    expect(fit.warnings.map(({ code }) => code)).toContain("few-runs");
    expect(() => fitLaw(chinchilla, { ...runs(60, 0.01), weights: weights.fill(0, 4) })).toThrow(
      "invalid number of runs of positive weight: 4; expected at least 5",
    );
  });

  test("of few groups, and a refusal of one", () => {
    const grouped = (count: number) => ({
      ...runs(40, 0.01),
      groups: Int32Array.from({ length: 40 }, (_, i) => i % count),
    });
    expect(fitLaw(chinchilla, grouped(3)).warnings.map(({ code }) => code)).toContain("few-groups");
    expect(fitLaw(chinchilla, grouped(10)).warnings.map(({ code }) => code)).not.toContain("few-groups");
    expect(() => fitLaw(chinchilla, grouped(1))).toThrow("invalid number of groups: 1; expected at least 2");
  });

  test("of a loss that is constant", () => {
    const data = runs(20, 0);
    const { warnings } = fitLaw(chinchilla, { ...data, target: data.target.fill(3) });
    expect(warnings.map(({ message }) => message).join()).toContain("not identifiable: L is 3 in every run");
  });

  test("not of other optima where the law passes through every run", () => {
    const { warnings, diagnostics } = fitLaw(chinchilla, runs(40, 0));
    expect(diagnostics.optima).toHaveLength(1);
    expect(warnings.map(({ code }) => code)).not.toContain("local-minimum");
  });

  test("of a parameter that is flat above some value", () => {
    const { values } = publishedFor("data-constrained");
    const { R_D: _, R_N: __, ...held } = values as Record<string, number>;
    const form = withFixed(dataConstrained, held);
    const stream = rootStream(11);
    const U = Float64Array.from({ length: 60 }, (_, i) => 1e9 * 2 ** (i % 4));
    // At most three epochs: whether value decays after 15 or 15,000 makes no difference.
    const D = U.map((u, i) => u * (1 + (i % 3)));
    const N = Float64Array.from({ length: 60 }, () => 1e8 * 10 ** stream.uniform());
    const target = predict(form, Float64Array.of(15, 5), { N, D, U }).map((L) => L * Math.exp(0.01 * stream.normal()));
    const { warnings } = fitLaw(form, { variables: { N, D, U }, target });
    expect(warnings.map(({ message }) => message).join("\n")).toMatch(/flat: R_D can be anything above/);
  });

  test("of a parameter at its bound", () => {
    const data = runs(40, 0.003);
    const { warnings } = fitLaw(chinchilla, { ...data, target: data.target.map((L) => L - 1.9) });
    expect(warnings.map(({ message }) => message).join()).toMatch(/at bound: E = /);
  });

  test("none where all is well", () => {
    expect(fitLaw(chinchilla, runs(200, 0.005)).warnings).toEqual([]);
  });
});

describe("what is refused", () => {
  test.each<[string, (data: RunData) => RunData, string]>([
    [
      "a loss of −1",
      (data) => ({ ...data, target: data.target.with(3, -1) }),
      "invalid L of run 4: -1; expected a positive",
    ],
    [
      "a loss that is missing",
      (data) => ({ ...data, target: data.target.with(0, Number.NaN) }),
      "invalid L of run 1: NaN",
    ],
    [
      "a negative weight",
      (data) => ({ ...data, weights: new Float64Array(20).fill(1).with(2, -1) }),
      "invalid weight of run 3",
    ],
    [
      "a missing column",
      ({ target, variables }) => ({ target, variables: { N: variables.N! } }),
      "expected a column for D",
    ],
  ])("%s", (_, spoil, message) => {
    expect(() => fitLaw(chinchilla, spoil(runs(20, 0.01)))).toThrow(message);
  });
});

test("the bootstrap repeats itself, resamples groups, and agrees with the profile", () => {
  const data = runs(80, 0.01);
  const fit = fitLaw(chinchilla, data);
  const draws = bootstrap(fit, data, { resamples: 50, stream: rootStream(1) });
  expect(draws.data).toEqual(bootstrap(fit, data, { resamples: 50, stream: rootStream(1) }).data);
  const alpha = Array.from({ length: 50 }, (_, k) => draws.data[k * 5 + 3]!).sort((a, b) => a - b);
  const { lo, hi } = profile(fit, data, "alpha", 0.9);
  const ratio = (alpha[47]! - alpha[2]!) / (hi! - lo!);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
  const groups = Int32Array.from({ length: 80 }, (_, i) => i % 8);
  const grouped = bootstrap(fit, { ...data, groups }, { resamples: 20, stream: rootStream(1) });
  expect(grouped.data.slice(0, 100)).not.toEqual(draws.data.slice(0, 100));
});

test("refits of resampled runs end where searches from 50 random starts end", { timeout: 120_000 }, () => {
  const data = runs(100, 0.02, 8);
  const fit = fitLaw(chinchilla, data);
  const resamples = 25;
  const draws = bootstrap(fit, data, { resamples, stream: rootStream(4) });
  for (let k = 0; k < resamples; k++) {
    const stream = rootStream(4).child("resample", k);
    const weights = new Float64Array(100);
    for (let i = 0; i < 100; i++) weights[stream.integer(100)]!++;
    const found = sumOfLosses(draws.data.slice(5 * k, 5 * k + 5), { ...data, weights });
    const { objective } = fitLaw(chinchilla, { ...data, weights }, { starts: 50, flatness: false });
    expect(found).toBeLessThanOrEqual(objective * (1 + 1e-9));
  }
});

/** Huber's loss, δ = 1e-3, of Chinchilla's law at θ. */
function sumOfLosses(theta: Float64Array, { variables, target, weights }: RunData): number {
  const huber: Loss = { kind: "huber", delta: 1e-3 };
  return predict(chinchilla, theta, variables).reduce(
    (sum, f, i) => sum + weights![i]! * rho(huber, Math.log(f) - Math.log(target[i]!)),
    0,
  );
}

test("a run far off is the most influential", () => {
  const data = runs(40, 0.003);
  const spoilt = { ...data, target: data.target.with(17, data.target[17]! * 1.5) };
  const { largest } = leaveOneOut(fitLaw(chinchilla, spoilt, { loss: { kind: "ls-log" } }), spoilt);
  const changes = largest.map(({ change }) => change);
  expect(changes.indexOf(Math.max(...changes))).toBe(17);
});

function rho(loss: Loss, r: number): number {
  if (loss.kind === "l1") return Math.abs(r);
  if (loss.kind !== "huber") return r * r;
  return Math.abs(r) <= loss.delta ? (r * r) / 2 : loss.delta * (Math.abs(r) - loss.delta / 2);
}
