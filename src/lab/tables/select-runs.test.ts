import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteFile } from "hyparquet-writer";
import { afterAll, describe, expect, test } from "vitest";
import { parseColumns } from "../../laws/columns/index.js";
import { InputError } from "../../numerics/errors.js";
import { type RunSelection, type RunTable, readRuns, selectRuns } from "./index.js";

const folder = mkdtempSync(join(tmpdir(), "isinglass-runs-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function tableOf(text: string, name = "runs.csv"): Promise<RunTable> {
  await writeFile(join(folder, name), text);
  return readRuns(join(folder, name));
}

const names = ["N", "D", "loss"];
const plain: RunSelection = {
  ...{ sources: parseColumns("N=N,D=D,L=loss", names), variables: ["N", "D"], target: "L" },
};

const runs = `N,D,loss,family,kept,weight,split
10,1,4,gpt,1,1,train
20,2,3.5,rwkv,0,2,train
30,3,,gpt,1,1,test
40,4,3,moe 8x,1,0,Test
50,5,2.5,,yes,1,train
`;

function message(select: () => unknown): string {
  try {
    select();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message.replaceAll(`${folder}/`, "");
  }
  return "no error";
}

describe("the filter", () => {
  test.each([
    ["kept == 1", [2, 4, 5]],
    ["kept==1 and N<40", [2, 4]],
    ["kept == 1 && N < 20 || N >= 50", [2, 6]],
    ["family == gpt", [2, 4]],
    ["family != gpt", [3, 5, 6]],
    ["family == 'moe 8x'", [5]],
    ['"family" == ""', [6]],
    ["kept == yes or kept == 0", [3, 6]],
    ["N > 1e1 AND N <= 3e1", [3, 4]],
  ])("%s", async (where, lines) => {
    const table = await tableOf(runs);
    const { rows, excluded } = selectRuns(table, { ...plain, variables: ["N"], target: "D", where });
    expect([...rows].map((row) => table.lineOf(row))).toEqual(lines);
    expect(excluded).toBe(5 - lines.length);
  });

  test.each([
    ["kep == 1", "unknown column: kep (did you mean kept?)"],
    ["kept", "invalid filter: the end at character 5; expected one of == != < <= > >="],
    ["kept = 1", 'invalid filter: "=" at character 6; expected a filter such as \'kept == 1 and family != "moe"\''],
    ["kept == 1 family", 'invalid filter: "family" at character 11; expected `and`, `or` or the end'],
    ["kept == 1 and", "invalid filter: the end at character 14; expected a column"],
    ["family < gpt", 'invalid filter: "gpt" at character 10; expected a number after <'],
    ["", "invalid filter: the end at character 1; expected a column"],
    ["N > 99", "runs.csv: no run is left of 5 (the filter excludes 5); expected some"],
  ])("refuses %j", async (where, expected) => {
    const table = await tableOf(runs);
    expect(message(() => selectRuns(table, { ...plain, where }))).toBe(expected);
  });
});

describe("fields that are missing", () => {
  test("are refused by place", async () => {
    const table = await tableOf(runs);
    expect(message(() => selectRuns(table, plain))).toMatch(/^runs\.csv:4:3: loss is missing; expected a number/);
  });

  test("are left out and listed when asked for", async () => {
    const table = await tableOf(runs);
    const { data, leftOut } = selectRuns(table, { ...plain, skipMissing: true });
    expect([...data.target]).toEqual([4, 3.5, 3, 2.5]);
    expect(leftOut).toEqual([{ line: 4, because: "loss is missing" }]);
  });

  test("text that says nothing of a gap is refused all the same", async () => {
    const table = await tableOf("N,D,loss\n1,2,NaN\n1,2,n/a\n1,2,3\n1,2,diverged\n");
    const select = () => selectRuns(table, { ...plain, skipMissing: true });
    expect(message(select)).toMatch(/^runs\.csv:5:3: loss is not a number: "diverged"; expected/);
    expect(selectRuns(table, { ...plain, skipMissing: true, where: "loss != diverged" }).leftOut).toHaveLength(2);
  });
});

test("factors, logarithms and derived variables", async () => {
  const table = await tableOf("N,FLOP,ppl\n2,36,1\n4,96,2\n");
  const given = parseColumns("N=N*1e3,C=FLOP*1e6,L=ln(ppl)", ["N", "FLOP", "ppl"]);
  const formula = { text: "C/(6 N)", coefficient: 1 / 6, powers: { C: 1, N: -1 } } as const;
  const sources = { ...given, D: { kind: "derived", formula, because: "" } } as const;
  const { data } = selectRuns(table, { ...plain, sources });
  expect([...data.variables.N!]).toEqual([2000, 4000]);
  expect([...data.variables.D!].map(Math.round)).toEqual([3000, 4000]);
  expect([...data.target]).toEqual([0, Math.LN2]);
  expect(message(() => selectRuns(table, { ...plain, sources, positive: ["L"] }))).toBe(
    "runs.csv:2: L is 0; expected a positive number (its logarithm is taken)",
  );
});

test("weights, groups and the split", async () => {
  const table = await tableOf(runs);
  const columns = { weights: "weight", groups: "family", splitColumn: "split", where: "N < 50", skipMissing: true };
  const { data, groupNames, test: isTest } = selectRuns(table, { ...plain, ...columns });
  expect([...data.weights!]).toEqual([1, 2, 0]);
  expect([...data.groups!]).toEqual([0, 1, 2]);
  expect(groupNames).toEqual(["gpt", "rwkv", "moe 8x"]);
  expect([...isTest!]).toEqual([0, 0, 1]);
  const bad = await tableOf("N,D,loss,split,w\n1,1,1,train,1\n1,1,1,dev,-1\n");
  expect(message(() => selectRuns(bad, { ...plain, splitColumn: "split" }))).toBe(
    'runs.csv:3:4: split is "dev"; expected train or test',
  );
  expect(message(() => selectRuns(bad, { ...plain, weights: "w" }))).toBe(
    "runs.csv:3:5: w is -1; expected a weight of 0 or more",
  );
  expect(message(() => selectRuns(table, { ...plain, groups: "family", where: "N == 50" }))).toMatch(
    /^runs\.csv:6:4: family is missing/,
  );
});

test("Parquet with text, gaps, booleans and large integers", async () => {
  const columnData = [
    { name: "model", data: ["a", "b", null] },
    { name: "N", data: [10n, 20n, 30n] },
    { name: "done", data: [true, false, true] },
    { name: "loss", data: [4, null, 3], type: "DOUBLE" as const },
  ];
  parquetWriteFile({ filename: join(folder, "runs.parquet"), columnData });
  const table = await readRuns(join(folder, "runs.parquet"));
  expect(table.columns.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
    ...["model: text", "N: number", "done: text", "loss: number"],
  ]);
  const selection = { ...plain, sources: parseColumns("N=N,L=loss", ["N", "loss"]), variables: ["N"] };
  expect(message(() => selectRuns(table, selection))).toMatch(/^runs\.parquet:2:4: loss is missing/);
  expect([...selectRuns(table, { ...selection, where: "done == true and model != ''" }).data.target]).toEqual([4]);
});

test("the digest is of the content, not of the file's form", async () => {
  const csv = await tableOf("N,run,loss\n1e1,a,3.50\n20,,3\n");
  const json = await tableOf('{"N":10,"run":"a","loss":3.5}\n{"N":20,"loss":3}\n', "runs.jsonl");
  const other = await tableOf("N,run,loss\n10,a,3.5\n20,b,3\n", "other.csv");
  expect(json.digest).toBe(csv.digest);
  expect(other.digest).not.toBe(csv.digest);
});

test("10,000 columns, of which three are used", async () => {
  const line = (cell: (i: number) => string) => `${Array.from({ length: 10_000 }, (_, i) => cell(i)).join()}\n`;
  const header = line((i) => names[i] ?? `c${i}`);
  const table = await tableOf(header + line((i) => `${i + 1}`) + line((i) => (i < 3 ? `${i + 2}` : "text")));
  expect([...selectRuns(table, plain).data.target]).toEqual([3, 4]);
});

test("repeats are found among a hundred thousand rows", async () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => `${i % 99_990},${i % 7},${(i % 99_990) / 8}`);
  const { duplicates } = selectRuns(await tableOf(`N,D,loss\n${rows.join("\n")}\n`), plain);
  const expected = rows.flatMap((row, i) => (i >= 99_990 && rows[i - 99_990] === row ? [[i + 2, i - 99_988]] : []));
  expect(duplicates).toEqual(expected);
});
