import { readdirSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { isinglass, scratch, session } from "./isinglass.js";

const { folder, remove } = scratch();
const { run: answer, end } = session({ cwd: folder });
afterAll(() => {
  end();
  remove();
});
const run = (...words: string[]) => answer(words);

describe("wrong usage is one line that says what to do, exit 2, and nothing written", () => {
  it.each([
    ["rnu", "unknown command: rnu (did you mean run?)"],
    ["run --sead 3", "unknown option: --sead (did you mean --seed?)"],
    ["run", /^invalid STUDY: nothing; expected one of: .*fixture\/steady/],
    ["run spinglass/contrst", "unknown study: spinglass/contrst (did you mean spinglass/contrast?)"],
    ["run spinglass/contrast --set lamda=1", "unknown parameter: lamda (did you mean lambda?)"],
    ["run spinglass/contrast --set P=-3", "invalid P: -3; expected an integer from 1 to 1000000"],
    ["run fixture/steady --set cells=0", "invalid cells: 0; expected an integer from 1 to 10000"],
    ["run fixture/steady --set mode=fancie", "unknown mode: fancie (did you mean fancy?)"],
    ["run fixture/steady --set cells", "invalid --set: cells; expected NAME=VALUE"],
    ["run fixture/steady --set", "invalid --set: nothing; expected NAME=VALUE"],
    ["run fixture/steady --preset qick", "unknown preset: qick (did you mean quick?)"],
    ["run fixture/steady --seed -1", "invalid --seed: -1; expected an integer from 0 to 9007199254740991"],
    ["run fixture/steady --seed 1.5", "invalid --seed: 1.5; expected an integer from 0 to 9007199254740991"],
    ["run fixture/steady --workers 0", "invalid --workers: 0; expected an integer from 1 to 1024"],
    ["run fixture/steady --workers many", "invalid --workers: many; expected an integer from 1 to 1024"],
    ["run fixture/steady --data x.csv", "invalid --data: x.csv; expected no table: fixture/steady reads none"],
    ["run fixture/tabular --data x.csv", "x.csv: no such file; expected a CSV, TSV or Parquet file"],
    ["run fixture/steady more", /too many arguments for 'run'/],
    ["run fixture/faulty --set fault=repeats", /^invalid parameters: .* cell index=2 twice; expected distinct values$/],
    [
      "run fixture/faulty --set fault=refuses",
      /^invalid P: 1; expected more than D \(fixture\/faulty, cell index=\d\)$/,
    ],
    ["claims --source S9", "unknown source: S9 (did you mean S0?)"],
    ["report fixture/stedy", "unknown study: fixture/stedy (did you mean fixture/steady?)"],
    [
      "report fixture/steady",
      /^invalid runs folder: runs; expected a finished run; make one with: .*run fixture\/steady$/,
    ],
    ["cite", "invalid RUN: nothing; expected the id or folder of a run, or a study"],
    ["cite fixture/stedy", "unknown run: fixture/stedy (did you mean fixture/steady?)"],
  ])("%s", async (line, message) => {
    const { code, stdout, stderr } = await run(...line.split(" "));
    expect(stderr.trimEnd().split("\n")).toEqual([
      typeof message === "string" ? message : expect.stringMatching(message),
    ]);
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("in a process of its own too", async () => {
    const outcome = await isinglass(["run", "fixture/stedy", "--quiet"], { cwd: folder });
    const stderr = "unknown study: fixture/stedy (did you mean fixture/steady?)\n";
    expect(outcome).toEqual({ code: 2, signal: null, stdout: "", stderr });
  });
});
