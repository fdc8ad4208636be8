import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { rootStream } from "../../../numerics/random/index.js";
import type { Table } from "../../../study/index.js";
import study from "./study.js";

it("beats the mean of the prompt on held-out rows of the default table", async () => {
  const { verdicts, metrics } = await runInline(study, { P: 1500, prompts: 200, repetitions: 4 });
  expect(verdicts["S2/conclusion-3/works-on-real-tasks"]!.verdict).toBe("holds");
  expect(metrics.eps_attention!.value).toBeLessThan(metrics.eps_mean!.value!);
  expect(metrics.eps_ridge!.value).toBeLessThan(metrics.eps_ols!.value!);
});

/** A table of independent Gaussians whose last column is a linear function of the others plus noise. */
function linearTable(rows: number, noise: number): Table {
  const stream = rootStream(3);
  const inputs = [0, 1, 2].map((i) => ({ name: `x${i}`, values: stream.fillNormal(new Float64Array(rows)) }));
  const target = inputs[0]!.values.map((x, row) => x - 2 * inputs[1]!.values[row]! + noise * stream.normal());
  return { name: "linear", rows, columns: [...inputs, { name: "y", values: target }] };
}

async function run(table: Table, overrides: Record<string, unknown>) {
  return (await runInline(study, { P: 1000, prompts: 100, repetitions: 2, N: 30, ...overrides }, 1, table)).metrics;
}

it("least squares is exact on a linear target without noise, and the attention learns it", async () => {
  const metrics = await run(linearTable(400, 0), { target: "y" });
  expect(metrics.eps_ols!.value).toBeLessThan(1e-20);
  expect(metrics.eps_attention!.value).toBeLessThan(0.1);
  expect(metrics.eps_mean!.value).toBeGreaterThan(0.7);
});

it("least squares reaches the noise floor", async () => {
  const metrics = await run(linearTable(4000, 1), { target: "y", prompts: 1000, N: 200 });
  const floor = 1 / 6;
  expect(metrics.eps_ols!.value! / floor).toBeGreaterThan(0.85);
  expect(metrics.eps_ols!.value! / floor).toBeLessThan(1.2);
});

it("refuses tables and parameters that do not go together", () => {
  const table = linearTable(40, 1);
  const cells = (overrides: Record<string, unknown>) => () => study.cells(study.params.parse(overrides), table);
  expect(cells({ N: 20 })).toThrow("invalid N: 20; expected at most 19: half of the 40 rows of linear");
  expect(cells({ N: 5, D: 9 })).toThrow("invalid D: 9; expected at most 3");
  expect(cells({ N: 5, target: "z" })).toThrow("unknown target column: z");
});

it("refuses a column that does not vary, by name", async () => {
  const table = linearTable(100, 1);
  const flat = { ...table, columns: [...table.columns, { name: "flat", values: new Float64Array(100).fill(3) }] };
  await expect(run(flat, { N: 10 })).rejects.toThrow("constant column: flat");
});
