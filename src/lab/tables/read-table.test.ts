import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { chmod, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetWriteFile } from "hyparquet-writer";
import { afterAll, describe, expect, test } from "vitest";
import { InputError } from "../../numerics/errors.js";
import { readTable } from "./read-table.js";

const folder = mkdtempSync(join(tmpdir(), "isinglass-tables-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

async function refusal(path: string): Promise<string> {
  const error: unknown = await readTable(path).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(InputError);
  expect((error as Error).message).not.toContain("\n");
  return (error as Error).message.replace(`${folder}/`, "");
}

describe("Parquet", () => {
  const size = 2500;
  const numbers = Array.from({ length: size }, (_, i) => i - 1000);

  test.each(["UNCOMPRESSED", "SNAPPY", "GZIP"] as const)("reads every numeric type, %s", async (codec) => {
    parquetWriteFile({
      filename: at("numbers.parquet"),
      codec,
      compressors: { GZIP: (bytes) => gzipSync(bytes) },
      rowGroupSize: 1000,
      schema: [
        { name: "root", num_children: 5 },
        { name: "int32", type: "INT32" },
        { name: "int64", type: "INT64", repetition_type: "OPTIONAL" },
        { name: "float", type: "FLOAT" },
        { name: "double", type: "DOUBLE" },
        { name: "decimal", type: "INT32", converted_type: "DECIMAL", scale: 2, precision: 9 },
      ],
      columnData: [
        { name: "int32", data: numbers },
        { name: "int64", data: numbers.map(BigInt) },
        { name: "float", data: numbers.map((x) => x / 4) },
        { name: "double", data: numbers.map((x) => x / 3) },
        { name: "decimal", data: numbers.map((x) => x / 100) },
      ],
    });
    const { table } = await readTable(at("numbers.parquet"));
    expect(table.rows).toBe(size);
    expect(table.columns.map(({ name }) => name)).toEqual(["int32", "int64", "float", "double", "decimal"]);
    for (const [j, divisor] of [1, 1, 4, 3].entries()) {
      expect([...table.columns[j]!.values]).toEqual(numbers.map((x) => x / divisor));
    }
    expect(table.columns[4]!.values.every((value, i) => Math.abs(value - numbers[i]! / 100) < 1e-12)).toBe(true);
  });

  test("names the row and the column of a value that is missing or no number", async () => {
    const columnData = [{ name: "loss", type: "DOUBLE" as const, data: [...numbers, null] }];
    parquetWriteFile({ filename: at("null.parquet"), columnData, rowGroupSize: 1000 });
    expect(await refusal(at("null.parquet"))).toMatch(/^null\.parquet:2501:1: loss is missing; expected/);
    parquetWriteFile({ filename: at("text.parquet"), columnData: [{ name: "model", data: ["gpt", "rwkv"] }] });
    expect(await refusal(at("text.parquet"))).toMatch(/^text\.parquet:1:1: model is not a number: "gpt"; expected/);
  });

  test.each([4, 100, 10_000])("refuses a file cut after %i bytes", async (bytes) => {
    parquetWriteFile({ filename: at("cut.parquet"), columnData: [{ name: "loss", data: numbers }] });
    await truncate(at("cut.parquet"), bytes);
    expect(await refusal(at("cut.parquet"))).toMatch(/^cut\.parquet: damaged, or not Parquet \(.*\); expected a whole/);
  });
});

describe("digest", () => {
  test("is of the content, not of the file's form", async () => {
    await writeFile(at("a.csv"), "N,loss\n10,3.50\n20,3\n");
    await writeFile(at("b.tsv"), '\ufeffN\t"loss"\r\n1e1\t3.5\r\n20.0\t3\r\n');
    await writeFile(at("c.csv"), "N,loss\n10,3.5\n20,3.0000000000000004\n");
    await writeFile(at("d.csv"), "n,loss\n10,3.5\n20,3\n");
    const columnData = [
      { name: "N", data: [10, 20] },
      { name: "loss", data: [3.5, 3] },
    ];
    parquetWriteFile({ filename: at("e.parquet"), columnData });
    const digests = await Promise.all(
      ["a.csv", "b.tsv", "e.parquet", "c.csv", "d.csv"].map(async (file) => (await readTable(at(file))).digest),
    );
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(digests.slice(0, 3)).size).toBe(1);
    expect(new Set(digests).size).toBe(3);
  });
});

describe("paths", () => {
  test("that do not lead to a readable file", async () => {
    expect(await refusal(at("absent.csv"))).toBe("absent.csv: no such file; expected a CSV, TSV or Parquet file");
    expect(await refusal(folder)).toMatch(/: is a folder; expected a CSV, TSV or Parquet file$/);
  });

  test.skipIf(process.getuid?.() === 0)("that may not be read", async () => {
    await writeFile(at("secret.csv"), "a\n1\n2\n");
    await chmod(at("secret.csv"), 0);
    expect(await refusal(at("secret.csv"))).toMatch(/permission denied/);
  });
});

describe("sizes", () => {
  test("10,000 columns pass, one more is refused", async () => {
    const line = (n: number, text: (i: number) => string) =>
      `${Array.from({ length: n }, (_, i) => text(i)).join(",")}\n`;
    const rows = (n: number) => line(n, (i) => `c${i}`) + line(n, String) + line(n, String);
    await writeFile(at("wide.csv"), rows(10_000));
    expect((await readTable(at("wide.csv"))).table.columns.length).toBe(10_000);
    await writeFile(at("wider.csv"), rows(10_001));
    expect(await refusal(at("wider.csv"))).toMatch(/^wider\.csv: 10001 columns; expected at most 10000/);
  });

  test("a million columns, and a line without end, are refused without being held", async () => {
    const million = Array.from({ length: 1_000_000 }, (_, i) => `c${i}`).join();
    await writeFile(at("million.csv"), `${million}\n${million}\n`);
    expect(await refusal(at("million.csv"))).toMatch(/^million\.csv: 1000000 columns; expected at most 10000/);
    await writeFile(at("endless.csv"), "x".repeat(1 << 25));
    expect(await refusal(at("endless.csv"))).toMatch(/^endless\.csv:1: the line is longer than 16777216 characters/);
  });

  test("chunks of the stream do not show", async () => {
    const rows = 200_000;
    const out = createWriteStream(at("long.csv"));
    out.write('i,"π,\ni"\r\n');
    for (let i = 0; i < rows; i++) out.write(i % 7 === 0 ? `"${i}",${i / 8}\r\n` : `${i},${i / 8}\r\n`);
    await new Promise<void>((done) => out.end(done));
    const { table } = await readTable(at("long.csv"));
    expect(table.rows).toBe(rows);
    expect(table.columns.map(({ name }) => name)).toEqual(["i", "π, i"]);
    expect(table.columns[0]!.values.every((value, i) => value === i)).toBe(true);
    expect(table.columns[1]!.values.every((value, i) => value === i / 8)).toBe(true);
  });
});
