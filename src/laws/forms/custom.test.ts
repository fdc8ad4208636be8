import { expect, test } from "vitest";
import { customForm } from "./custom.js";
import { startNear } from "./with-fixed.js";

const startsOf = (expression: string) =>
  Object.fromEntries(customForm(expression, ["N", "D", "C", "lr"]).parameters.map(({ name, start }) => [name, start]));

test("names that are variables are variables, all others are parameters", () => {
  const form = customForm("E + A/N^a * log(D)", ["N", "D", "C"]);
  expect(form.variables.map(({ name, unit }) => `${name} ${unit}`)).toEqual(["N parameters", "D tokens"]);
  expect(form.parameters.map(({ name }) => name)).toEqual(["E", "A", "a"]);
  expect(form.target.name).toBe("L");
  expect(customForm("a*width^b", ["width"]).variables[0]!.description).toBe("column width");
});

test("exponents start where the law falls with its variables", () => {
  const falling = [0.05, 0.9];
  const rising = [-0.9, -0.05];
  expect(startsOf("E + A/N^a").a).toEqual(falling);
  expect(startsOf("E + A*N^a").a).toEqual(rising);
  expect(startsOf("E + A*N^(-a)").a).toEqual(falling);
  expect(startsOf("P - B/N^a").a).toEqual(falling);
  expect(startsOf("(N_c/N)^a").a).toEqual(falling);
  expect(startsOf("(N/N_c)^a").a).toEqual(rising);
  expect(startsOf("A/N^(a - b*log(D))")).toMatchObject({ a: falling, b: rising });
});

test("a parameter set against a variable is a positive scale near the data", () => {
  const expressions = ["(N_c/N)^a", "A/(N + N_c)^a", "sigmoid(b*(log(N) - log(N_c)))", "A*(1 + (N/N_c)^(1/f))^(-c)"];
  for (const expression of expressions) {
    const form = startNear(customForm(expression, ["N"]), { N: Float64Array.of(3e6, 1e9) });
    const scale = form.parameters.find(({ name }) => name === "N_c")!;
    expect(scale, expression).toMatchObject({ scale: "log", start: [1e6, 3e9] });
  }
});

test("refuses what is no law", () => {
  expect(() => customForm("A/B", ["N"])).toThrow("invalid law: A/B; expected a variable in it, one of: N");
  expect(() => customForm("3/N", ["N"])).toThrow("invalid law: 3/N; expected a parameter to fit in it");
  expect(() => customForm("constructor + A/N", ["N"])).toThrow(/constructor/);
  expect(() => customForm(`${"(".repeat(1e6)}N`, ["N"])).toThrow(/^invalid expression: /);
});
