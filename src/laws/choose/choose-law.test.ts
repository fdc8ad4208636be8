import { describe, expect, test } from "vitest";
import { rootStream } from "../../numerics/random/root-stream.js";
import { predict, type RunData } from "../fit/index.js";
import type { Form } from "../form.js";
import {
  brokenNeuralScaling,
  chinchilla,
  exponentialMixture,
  farseer,
  formByName,
  publishedFor,
} from "../forms/index.js";
import { quantities } from "../forms/quantities.js";
import { candidateForms } from "./candidate-forms.js";
import { chooseLaw } from "./choose-law.js";

/** Runs of a law with relative noise. */
function planted(
  form: Form,
  theta: Readonly<Record<string, number>>,
  variables: RunData["variables"],
  noise: number,
): RunData {
  const stream = rootStream(11).child(form.name);
  const parameters = Float64Array.from(form.parameters, ({ name }) => theta[name]!);
  const target = predict(form, parameters, variables).map((L) => L * Math.exp(noise * stream.normal()));
  return { variables, target };
}

const geometric = (from: number, to: number, n: number) =>
  Float64Array.from({ length: n }, (_, i) => from * (to / from) ** (i / (n - 1)));

/** All pairs of some sizes and token counts. */
function grid(sizes: Float64Array, tokens: Float64Array): RunData["variables"] {
  return {
    N: Float64Array.from([...sizes].flatMap((N) => [...tokens].map(() => N))),
    D: Float64Array.from([...sizes].flatMap(() => [...tokens])),
  };
}

const named = (names: readonly string[]) => names.map((name) => formByName(name));
const truth = { E: 1.8, A: 480, B: 2100, alpha: 0.35, beta: 0.37 };

describe("chooseLaw finds the law that made the runs", () => {
  test("a broken power law, where there is a break among the cheap runs", () => {
    const broken = brokenNeuralScaling(1, quantities.N);
    const theta = { a: 1, b: 20, c0: 0.05, c1: 0.25, d1: 3e7, f1: 0.2 };
    const data = planted(broken, theta, { N: geometric(1e6, 1e10, 40) }, 0.002);
    const { chosen, warnings, basis } = chooseLaw(named(["power-N", "power-offset-N", "bnsl-1-N"]), data);
    expect(chosen.form.name).toBe("bnsl-1-N");
    expect(basis).toBe("roll-out");
    expect(warnings).toEqual([]);
  });

  test("Farseer's law, where the exponent of D changes with N", () => {
    const variables = grid(geometric(2e8, 6e9, 7), geometric(2e9, 3e11, 8));
    const data = planted(farseer, publishedFor("farseer").values, variables, 0.001);
    const { chosen, ranked } = chooseLaw(named(["kaplan", "chinchilla", "farseer"]), data);
    expect(chosen.form.name).toBe("farseer");
    for (const { error } of ranked.slice(1)) expect(error).toBeGreaterThan(2 * chosen.error);
  });

  test("Chinchilla's law before one with more parameters that predicts as well", () => {
    const data = planted(chinchilla, truth, grid(geometric(1e8, 1e10, 7), geometric(2e9, 3e11, 7)), 0.003);
    const { chosen, ranked } = chooseLaw([farseer, chinchilla, formByName("kaplan")], data);
    expect(chosen.form.name).toBe("chinchilla");
    expect(ranked.map(({ form }) => form.name)).toContain("farseer");
    for (const [j, { name }] of chinchilla.parameters.entries()) {
      const value = truth[name as keyof typeof truth];
      expect(Math.abs(chosen.fit.theta[j]! - value)).toBeLessThan(5 * chosen.fit.standardErrors[j]!);
    }
  });

  test("a mixture's law by cross-validation, as no mixture is dearer than another", () => {
    const form = exponentialMixture(3);
    const stream = rootStream(2);
    const draws = Array.from({ length: 24 }, () => [stream.uniform(), stream.uniform() * 0.5]);
    const variables = {
      r1: Float64Array.from(draws, ([a]) => a! / 2),
      r2: Float64Array.from(draws, ([, b]) => b!),
      r3: Float64Array.from(draws, ([a, b]) => 1 - a! / 2 - b!),
    };
    const data = planted(form, { c: 2, k: 1.5, t1: -3, t2: -0.5 }, variables, 0.001);
    const { chosen, basis, warnings } = chooseLaw(candidateForms(Object.keys(variables)), data);
    expect(chosen.form.name).toBe("mixture-3");
    expect(basis).toBe("folds");
    expect(warnings).toEqual([]);
  });
});

describe("chooseLaw says what the runs cannot", () => {
  test("of a table with one D", () => {
    const N = geometric(1e7, 1e10, 20);
    const data = planted(chinchilla, truth, { N, D: N.map(() => 3e10) }, 0.002);
    const { chosen, ranked, warnings } = chooseLaw(named(["chinchilla", "power-N", "power-offset-N"]), data);
    expect(chosen.form.name).toBe("power-offset-N");
    expect(ranked.at(-1)).toMatchObject({ error: Infinity, fit: null, note: "not identifiable: one value of D" });
    expect(warnings.map(({ code }) => code)).toEqual(["not-identifiable"]);
  });

  test("when the dear runs break with what the cheap ones show", () => {
    const N = geometric(1e6, 1e10, 30);
    const target = N.map((x) => (x < 3e8 ? 40 / x ** 0.15 : 40 / 3e8 ** 0.15) * (x > 1e9 ? 1.1 : 1));
    const { warnings } = chooseLaw(named(["power-N", "power-offset-N"]), { variables: { N }, target });
    expect(warnings.map(({ code }) => code)).toEqual(["no-extrapolation"]);
    expect(warnings[0]!.message).toMatch(/^no extrapolation: the dearest runs that were fitted, unchanged predicts/);
  });

  test("and what it cannot use", () => {
    const data = { variables: { N: Float64Array.of(1, 2, 3) }, target: Float64Array.of(3, 2, 1) };
    const two = { variables: { N: Float64Array.of(1, 2), D: Float64Array.of(1, 3) }, target: Float64Array.of(3, 2) };
    expect(() => chooseLaw([], data)).toThrow("invalid candidate laws: none; expected at least one");
    expect(() => chooseLaw([brokenNeuralScaling(1, quantities.N)], data)).toThrow(
      "invalid runs: 3 runs; expected runs that bnsl-1-N can be fitted to (bnsl-1-N: too few runs: 2 of 3 to fit, as the others judge, for 6 parameters)",
    );
    expect(() => chooseLaw(named(["chinchilla", "power-N", "farseer"]), two)).toThrow(
      "invalid runs: 2 runs; expected runs that one of 3 laws can be fitted to (power-N: too few runs: 1 of 2 to fit, as the others judge, for 2 parameters)",
    );
  });
});

test("test runs are reported on, and have no say", () => {
  const data = planted(chinchilla, truth, grid(geometric(1e8, 1e10, 6), geometric(2e9, 3e11, 6)), 0.003);
  const candidates = named(["chinchilla", "kaplan"]);
  const dear = planted(chinchilla, truth, { N: geometric(2e10, 1e11, 5), D: geometric(1e12, 3e12, 5) }, 0.001);
  const wrong = { ...dear, target: dear.target.map((y) => 3 * y) };
  const [a, b, none] = [dear, wrong, null].map((held) => chooseLaw(candidates, data, { test: held }));
  expect(a!.ranked.map(({ error }) => error)).toEqual(b!.ranked.map(({ error }) => error));
  expect(a!.chosen.fit.theta).toEqual(b!.chosen.fit.theta);
  expect(a!.chosen.test!.mape).toBeLessThan(0.01);
  expect(b!.chosen.test!.mape).toBeGreaterThan(0.6);
  expect(none!.chosen.test).toBeNull();
});
