import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { describe, expect, test } from "vitest";
import { readTable } from "../../src/lab/tables/index.js";
import { InputError } from "../../src/numerics/errors.js";

/** Drop in a table beside NAME.txt: in `bad/` the message expected, in `good/` a line a column, name and values. */
const here = new URL(".", import.meta.url).pathname;
const isTable = (file: string) => [".csv", ".tsv", ".parquet"].includes(extname(file));

describe("bad tables", () => {
  test.each(readdirSync(`${here}bad`).filter(isTable))("%s", async (file) => {
    const error: unknown = await readTable(`${here}bad/${file}`).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    const message = (error as InputError).message.replace(`${here}bad/`, "");
    expect(message).not.toContain("\n");
    compare(`${here}bad/${file}.txt`, `${message}\n`);
  });
});

describe("good tables", () => {
  test.each(readdirSync(`${here}good`).filter(isTable))("%s", async (file) => {
    const { table } = await readTable(`${here}good/${file}`);
    const lines = table.columns.map(({ name, values }) => `${name}: ${values.join(" ")}\n`);
    compare(`${here}good/${file}.txt`, lines.join(""));
  });
});

/** Compares with the golden file, which UPDATE=1 writes. */
function compare(golden: string, actual: string): void {
  if (process.env.UPDATE) writeFileSync(golden, actual);
  expect(existsSync(golden), `${golden} is missing; UPDATE=1 writes it`).toBe(true);
  expect(actual).toBe(readFileSync(golden, "utf8"));
}
