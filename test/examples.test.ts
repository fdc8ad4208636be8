import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../examples");

test("the tables of examples/ are what their generator makes", async () => {
  const { tables } = (await import(join(folder, "generate.mjs"))) as { tables: Record<string, string> };
  expect(Object.keys(tables)).toEqual(["runs.csv", "mixtures.csv", "benchmark.csv"]);
  for (const [name, text] of Object.entries(tables)) expect(readFileSync(join(folder, name), "utf8")).toBe(text);
});
