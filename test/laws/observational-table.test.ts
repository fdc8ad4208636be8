import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  customForm,
  type Form,
  fitLaw,
  imputeByComponents,
  predict,
  principalComponents,
} from "../../src/laws/index.js";
import { embeddedProvider, matrix } from "../../src/numerics/index.js";
import { sharedFile } from "../shared-data.js";

const benchmarks = ["MMLU", "ARC-C", "HellaSwag", "Winograd", "TruthfulQA", "GSM8K", "XWinograd", "HumanEval"];
const models = records("base_llm_benchmark_eval.csv");
const tasks = records("base_llm_emergent_capability_eval.csv");

function records(name: string): Record<string, string>[] {
  const file = sharedFile("scaling", "obs_scaling", name);
  if (file === undefined) return [];
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, j) => [names[j]!, cell])));
}

const number = (text: string | undefined) => (text === undefined || text === "" ? Number.NaN : Number(text));

/** Mean squared error on the 29 models above 8.4e22 FLOP of a sigmoid fitted to the 44 below, on three axes. */
function testErrors(task: string): { flops: number; one: number; three: number } {
  const algebra = embeddedProvider();
  const scores = matrix(
    models.length,
    8,
    Float64Array.from(models.flatMap((model) => benchmarks.map((name) => number(model[name])))),
  );
  const axes = principalComponents(imputeByComponents(scores, 1, algebra), 3, algebra).scores;
  const rows = tasks.flatMap((record) => {
    const index = models.findIndex(({ Model }) => Model === record.Model);
    const flops = number(models[index]?.["FLOPs (1E21)"]);
    const y = number(record[task]);
    return Number.isFinite(flops) && Number.isFinite(y)
      ? [{ flops, y, pc: [0, 1, 2].map((c) => axes.data[3 * index + c]!) }]
      : [];
  });
  const [cheap, dear] = [rows.filter(({ flops }) => flops <= 84), rows.filter(({ flops }) => flops > 84)];
  expect([cheap.length, dear.length]).toEqual([44, 29]);
  const error = (components: number) => {
    const names = components === 0 ? ["C"] : ["PC1", "PC2", "PC3"].slice(0, components);
    const form: Form = customForm(`sigmoid(w0 + ${names.map((name, i) => `w${i + 1}*${name}`).join(" + ")})`, names);
    const free = form.parameters.map((parameter) => ({
      ...parameter,
      scale: "linear" as const,
      lower: -Infinity,
      upper: Infinity,
      start: [-5, 5] as const,
    }));
    const columns = (part: typeof rows) =>
      Object.fromEntries(
        names.map((name, c) => [
          name,
          Float64Array.from(part, ({ flops, pc }) => (components === 0 ? Math.log10(flops) : pc[c]!)),
        ]),
      );
    const target = Float64Array.from(cheap, ({ y }) => y);
    const { theta } = fitLaw(
      { ...form, parameters: free },
      { variables: columns(cheap), target },
      { loss: { kind: "ls-raw" } },
    );
    const foretold = predict({ ...form, parameters: free }, theta, columns(dear));
    return foretold.reduce((sum, f, i) => sum + (f - dear[i]!.y) ** 2, 0) / dear.length;
  };
  return { flops: error(0), one: error(1), three: error(3) };
}

// Expected: the same least-squares sigmoids by scipy.optimize.least_squares (1.17.1), 20 starts each.
test.skipIf(models.length === 0).each([
  ["word_unscrambling_2_exact_match", 0.0133, 0.0541, 0.0114],
  ["arithmetic_3ds_2_acc", 0.0024, 0.0111, 0.0216],
])("%s: no axis is always best", (task, flops, one, three) => {
  const found = testErrors(task);
  expect(Math.abs(found.flops - flops)).toBeLessThan(1e-4);
  expect(Math.abs(found.one - one)).toBeLessThan(1e-4);
  expect(Math.abs(found.three - three)).toBeLessThan(1e-4);
});
