import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRuns, selectRuns } from "../../src/lab/tables/index.js";
import { describeSource, guessColumns, resolveColumns } from "../../src/laws/columns/index.js";
import { InputError } from "../../src/numerics/errors.js";

/**
 * Drop in a table of runs beside NAME.txt: in `runs/bad/` the message expected, in `runs/good/` how Chinchilla's law
 * would read it. UPDATE=1 writes those.
 */
const here = `${new URL(".", import.meta.url).pathname}runs/`;
const tablesIn = (folder: string) => readdirSync(`${here}${folder}`).filter((file) => !file.endsWith(".txt"));

async function readAsChinchilla(path: string): Promise<string> {
  const table = await readRuns(path);
  const numbers = new Map(table.columns.map((column) => [column.name, column.numbers]));
  const names = [...numbers.keys()];
  const guess = guessColumns(names, (name) => numbers.get(name));
  const { sources, assumptions } = resolveColumns(["N", "D", "L"], {}, guess, names);
  const { data, rows, duplicates } = selectRuns(table, {
    ...{ sources, variables: ["N", "D"], target: "L", positive: ["N", "D", "L"] },
  });
  return [
    ...Object.entries(sources).map(([symbol, source]) => describeSource(symbol, source)),
    ...assumptions.map((text) => `assumed: ${text}`),
    ...Object.entries(data.variables).map(([name, values]) => `${name}: ${shown(values)}`),
    `L: ${shown(data.target)}`,
    `lines: ${[...rows].map((row) => table.lineOf(row)).join(" ")}`,
    ...duplicates.map(([line, first]) => `line ${line} repeats line ${first}`),
    "",
  ].join("\n");
}

function shown(values: Float64Array): string {
  return [...values].map((value) => Number(value.toPrecision(12))).join(" ");
}

describe("tables of runs that are refused", () => {
  test.each(tablesIn("bad"))("%s", async (file) => {
    const error: unknown = await readAsChinchilla(`${here}bad/${file}`).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    const message = (error as InputError).message.replaceAll(`${here}bad/`, "");
    expect(message).not.toContain("\n");
    compare(`${here}bad/${file}.txt`, `${message}\n`);
  });
});

describe("tables of runs that are read", () => {
  test.each(tablesIn("good"))("%s", async (file) => {
    compare(`${here}good/${file}.txt`, await readAsChinchilla(`${here}good/${file}`));
  });
});

function compare(golden: string, actual: string): void {
  if (process.env.UPDATE) writeFileSync(golden, actual);
  expect(existsSync(golden), `${golden} is missing; UPDATE=1 writes it`).toBe(true);
  expect(actual).toBe(readFileSync(golden, "utf8"));
}
