import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readNumbers } from "./read-numbers.js";
import { readTable } from "./read-table.js";

const folder = mkdtempSync(join(tmpdir(), "read-numbers-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string, name = "runs.csv"): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

it("leaves out columns without any number, and is the table without them", async () => {
  const { table, digest } = await readNumbers(fileOf("name,N,note,loss\na,1,,3\nb,2,,2.5\n"));
  expect(table.columns).toEqual([
    { name: "N", values: Float64Array.of(1, 2) },
    { name: "loss", values: Float64Array.of(3, 2.5) },
  ]);
  expect(digest).toBe((await readTable(fileOf("N,loss\n1,3\n2,2.5\n", "numbers.csv"))).digest);
});

it("refuses a column with some numbers and something else, by its place", async () => {
  await expect(readNumbers(fileOf("name,N\na,1\nb,many\n"))).rejects.toThrow(
    'runs.csv:3:2: N is not a number: "many"; expected a number (remove the column, or encode it)',
  );
  await expect(readNumbers(fileOf("name,N\na,1\nb,\n"))).rejects.toThrow("runs.csv:3:2: N is missing");
  await expect(readNumbers(fileOf("N\n1\n"))).rejects.toThrow("1 row; expected at least 2 rows");
});
