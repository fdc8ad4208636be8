import { describe, expect, test } from "vitest";
import { compile } from "../expression/index.js";
import { formByName } from "./catalogue.js";
import { publishedConstants, publishedFor } from "./published.js";
import { withFixed } from "./with-fixed.js";

/** The law of a paper's constants at one point. */
function at(form: string, label: string, point: Readonly<Record<string, number>>): number {
  const { expression, variables, parameters } = formByName(form);
  const names = { variables: variables.map(({ name }) => name), parameters: parameters.map(({ name }) => name) };
  const bound = compile(expression, names).bind(names.variables.map((name) => Float64Array.of(point[name]!)));
  const { values } = publishedFor(form, label);
  const value = new Float64Array(1);
  bound.value(
    Float64Array.from(names.parameters, (name) => values[name]!),
    value,
  );
  return value[0]!;
}

test.each(publishedConstants)("$form/$label gives every parameter a value within its bounds", ({ form, values }) => {
  const { parameters } = formByName(form);
  expect(Object.keys(values).sort()).toEqual(parameters.map(({ name }) => name).sort());
  for (const { name, lower, upper } of parameters) {
    expect(values[name]).toBeGreaterThanOrEqual(lower);
    expect(values[name]).toBeLessThanOrEqual(upper);
  }
});

describe("values computed by hand from the papers' formulas", () => {
  test("Kaplan", () => {
    expect(at("kaplan-N", "kaplan", { N: 1e9 })).toBeCloseTo(2.3756, 4);
    expect(at("kaplan-N", "kaplan", { N: 1e10 })).toBeCloseTo(1.9943, 4);
    expect(at("kaplan-D", "kaplan", { D: 2.2e10 })).toBeCloseTo(2.0992, 4);
    expect(at("kaplan-C", "kaplan", { C: 8.64e19 })).toBeCloseTo(2.6581, 4);
    expect(at("kaplan", "kaplan", { N: 1e9, D: 2.2e10 })).toBeCloseTo(2.3693, 4);
  });

  test("Hoffmann, at the handbook's sizes and 300 billion tokens", () => {
    const sizes = [125e6, 350e6, 760e6, 1.3e9, 2.7e9];
    const losses = sizes.map((N) => at("chinchilla", "hoffmann-rounded", { N, D: 300e9 }));
    expect(losses.map((loss) => Number(loss.toFixed(2)))).toEqual([2.66, 2.45, 2.33, 2.26, 2.19]);
  });

  test("one epoch on as many parameters as the data can use is Chinchilla's law", () => {
    const { values } = publishedFor("data-constrained");
    const { E, A, B, alpha, beta } = values as Record<"E" | "A" | "B" | "alpha" | "beta", number>;
    const loss = at("data-constrained", "muennighoff", { N: 1e8, D: 1e10, U: 1e10 });
    expect(loss).toBeCloseTo(E + A / 1e8 ** alpha + B / 1e10 ** beta, 12);
  });

  test("Ludziejewski: table 4, the joint law at a given number of experts, from table 3", () => {
    const table4 = [
      { E: 1, m: 30.364, mu: -0.1817, n: 53.9838, nu: -0.1965 },
      { E: 8, m: 21.833, mu: -0.1676, n: 119.9126, nu: -0.2338 },
      { E: 32, m: 16.5424, mu: -0.1557, n: 234.6726, nu: -0.2652 },
    ];
    for (const { E, m, mu, n, nu } of table4) {
      for (const [N, D] of [
        [1e8, 1e9],
        [3e9, 1e11],
      ] as const) {
        const fromTable4 = m * N ** mu + n * D ** nu + 1.3637;
        // The coefficients have four digits: their exponents of 1e9 and more are good to a few parts in a thousand.
        const loss = at("moe-joint", "ludziejewski", { N, D, experts: E });
        expect(Math.abs(loss / fromTable4 - 1)).toBeLessThan(2e-3);
      }
    }
  });

  test("Clark: experts stop helping near 1e12 dense parameters (10^(−b/c) by the rounded constants)", () => {
    const N = 10 ** (0.108 / 0.009);
    const few = at("moe-clark", "s-base", { N, experts: 2 });
    expect(at("moe-clark", "s-base", { N, experts: 512 })).toBeCloseTo(few, 12);
    expect(at("moe-clark", "s-base", { N: 3.7e8, experts: 1 })).toBeCloseTo(2.47, 1);
  });

  test("step law: 7 billion parameters, 1.4 trillion tokens", () => {
    expect(at("step-law-lr", "step-law", { N: 7e9, D: 1.4e12 })).toBeCloseTo(9.17e-4, 6);
    expect(at("step-law-batch", "step-law", { D: 1.4e12 }) / 1e6).toBeCloseTo(5.0, 1);
  });

  test("Gadre: the law in C and M is the law in N and D with equal exponents", () => {
    const { E, a, b, eta } = publishedFor("over-training", "c4").values as Record<"E" | "a" | "b" | "eta", number>;
    const [N, D] = [1.4e9, 9e11];
    const inNAndD = E + (a * 6 ** -eta) / N ** (2 * eta) + (b * 6 ** -eta) / D ** (2 * eta);
    expect(at("over-training", "c4", { C: 6 * N * D, M: D / N })).toBeCloseTo(inNAndD, 12);
  });

  test("unknown forms and labels", () => {
    expect(() => publishedFor("chinchila")).toThrow(/did you mean chinchilla/);
    expect(() => publishedFor("chinchilla", "besirolgu")).toThrow(/did you mean besiroglu/);
  });
});

test("held parameters leave the same law", () => {
  const { values } = publishedFor("data-constrained");
  const { R_D, R_N, ...rest } = values as Record<string, number>;
  const form = withFixed(formByName("data-constrained"), { ...rest, beta: "0.3526596" });
  expect(form.parameters.map(({ name }) => name)).toEqual(["R_D", "R_N"]);
  const symbols = { variables: ["N", "D", "U"], parameters: ["R_D", "R_N"] };
  const point = [2.8e9, 1e11, 5e9];
  const bound = compile(form.expression, symbols).bind(point.map((value) => Float64Array.of(value)));
  const value = new Float64Array(1);
  bound.value(Float64Array.of(R_D!, R_N!), value);
  expect(value[0]).toBeCloseTo(at("data-constrained", "muennighoff", { N: 2.8e9, D: 1e11, U: 5e9 }), 12);
});
