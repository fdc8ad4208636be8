import { expect, test } from "vitest";
import { compile } from "../expression/index.js";
import type { Form } from "../form.js";
import { formByName, forms } from "./catalogue.js";
import { startNear, withFixed } from "./with-fixed.js";

const names = (quantities: readonly { readonly name: string }[]) => quantities.map(({ name }) => name);
const all: readonly Form[] = [
  ...forms,
  ...["bnsl-0", "bnsl-3-N", "mixture-17", "observational-3"].map((name) => formByName(name)),
];

/** Plausible values of the variables: of a run of middle size. */
const typical: Readonly<Record<string, readonly number[]>> = {
  ...{ N: [1e8, 1e9, 1e10], D: [1e9, 2e10, 1e12], C: [1e18, 1e20, 1e23], U: [1e9, 1e9, 1e11], M: [5, 20, 640] },
  ...{ experts: [1, 8, 512], G: [1, 4, 16], sparsity: [1.8, 4, 12], streams: [1, 2, 8], L: [4, 3, 2] },
  ...{ Nnv: [1e7, 1e8, 1e9], Nv: [1e6, 1e7, 1e8], Di: [1e9, 1e10, 1e11], Dj: [1e10, 1e9, 1e11] },
  ...{ Li: [4, 3, 2], Lj: [4, 3, 2], lr: [1e-4, 1e-3, 1e-2], batch: [1e5, 1e6, 4e6], s: [1e3, 1e4, 1e5], k: [0, 1, 9] },
};
const columnOf = (name: string) => Float64Array.from(typical[name] ?? [0.1, 0.2, 0.3]);

test.each(all)("$name is a law: its expression compiles, and its parameters have starts within bounds", (law) => {
  const form = startNear(law, Object.fromEntries(names(law.variables).map((name) => [name, columnOf(name)])));
  const parameters = names(form.parameters);
  const variables = names(form.variables);
  expect(new Set([...parameters, ...variables]).size).toBe(parameters.length + variables.length);
  for (const { name, start, lower, upper, scale, description } of form.parameters) {
    expect(start[0], name).toBeLessThan(start[1]);
    expect(start[0], name).toBeGreaterThanOrEqual(lower);
    expect(start[1], name).toBeLessThanOrEqual(upper);
    if (scale === "log") expect(lower, name).toBeGreaterThan(0);
    expect(description).not.toBe("");
  }
  // Not the middle for all: two limits of one curve must differ.
  const inside = Float64Array.from(form.parameters, ({ start: [low, high], scale }, j) => {
    const weight = j % 2 === 0 ? 0.4 : 0.6;
    return scale === "log" ? low ** (1 - weight) * high ** weight : low * (1 - weight) + high * weight;
  });
  const bound = compile(form.expression, { variables, parameters }).bind(variables.map(columnOf));
  const values = new Float64Array(3);
  const jacobian = new Float64Array(3 * parameters.length);
  bound.jacobian(inside, values, jacobian);
  expect([...values].every(Number.isFinite)).toBe(true);
  // Every parameter matters somewhere.
  for (const [j, name] of parameters.entries()) {
    expect(
      [...jacobian.subarray(3 * j, 3 * j + 3)].some((slope) => slope !== 0 && Number.isFinite(slope)),
      name,
    ).toBe(true);
  }
});

test("names are distinct, and find their laws", () => {
  expect(new Set(names(forms)).size).toBe(forms.length);
  for (const form of all) expect(formByName(form.name)).toEqual(form);
  expect(formByName("bnsl-2").name).toBe("bnsl-2-C");
});

test("unknown laws and sizes that a family does not take", () => {
  expect(() => formByName("chinchila")).toThrow("unknown law: chinchila (did you mean chinchilla?)");
  expect(() => formByName("bnsl-9")).toThrow("invalid number of breaks: 9; expected an integer from 0 to 8");
  expect(() => formByName("mixture-1")).toThrow("invalid number of domains: 1; expected an integer from 2 to 64");
  expect(() => formByName("observational-99")).toThrow(/^invalid number of principal components: 99/);
});

test("variable projection finds the amplitudes of the separable laws", () => {
  const linear = (name: string) => {
    const { expression, variables, parameters } = formByName(name);
    const symbols = { variables: names(variables), parameters: names(parameters) };
    return compile(expression, symbols).linear.map((j) => parameters[j]!.name);
  };
  expect(linear("chinchilla")).toEqual(["E", "A", "B"]);
  expect(linear("power-offset-C")).toEqual(["E", "A"]);
  expect(linear("over-training")).toEqual(["E", "a", "b"]);
  expect(linear("bnsl-2-C")).toEqual(["a", "b"]);
  expect(linear("mixture-5")).toEqual(["c", "k"]);
  expect(linear("moe-granularity")).toEqual(["c", "g", "a", "b"]);
  expect(linear("mixture-bivariate")).toEqual(["B", "C"]);
  expect(linear("sigmoid-N")).toEqual(["P_min", "P_max"]);
  expect(linear("vocabulary")).toEqual(["E", "A1", "A2", "B"]);
});

test("holding parameters refuses what is no parameter", () => {
  const chinchilla = formByName("chinchilla");
  expect(() => withFixed(chinchilla, { gamma: 1 })).toThrow(/^unknown parameter: gamma/);
  expect(() => withFixed(chinchilla, { E: Number.NaN })).toThrow("invalid E: NaN; expected a finite number");
  expect(() => withFixed(chinchilla, { beta: "N" })).toThrow(/^unknown parameter: N/);
  const tied = withFixed(chinchilla, { beta: "alpha" });
  expect(names(tied.parameters)).toEqual(["E", "A", "B", "alpha"]);
});

test("places among a variable's values are sought in the data's range", () => {
  const { parameters } = startNear(formByName("bnsl-1-N"), { N: Float64Array.of(1e6, 1e9) });
  expect(parameters.find(({ name }) => name === "d1")!.start).toEqual([1e6 / 3, 3e9]);
});
