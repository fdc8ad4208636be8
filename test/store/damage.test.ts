import { cpSync, existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isinglass, scratch } from "../cli/isinglass.js";
import { namesIn, numbersOf, onlyRun, recordedCells } from "./run-on-disk.js";

const { folder, remove } = scratch();
afterAll(remove);

const run = (out: string, env: NodeJS.ProcessEnv = {}) =>
  isinglass(["run", "fixture/steady", "--out", out], { cwd: folder, env: { ISINGLASS_PROVIDER: "embedded", ...env } });

/** A copy of a finished run, to be damaged; its folder relative to the scratch folder. */
function copyOfRun(out: string): { path: string; absolute: string } {
  cpSync(join(folder, "whole"), join(folder, out), { recursive: true, preserveTimestamps: true });
  const absolute = onlyRun(join(folder, out));
  return { path: absolute.slice(folder.length + 1), absolute };
}

let whole: ReturnType<typeof numbersOf>;
beforeAll(async () => {
  expect((await run("whole")).code).toBe(0);
  whole = numbersOf(onlyRun(join(folder, "whole")));
});

describe("a damaged cell file is named and computed again, and no other", () => {
  const edit = (change: (text: string) => string) => (file: string) =>
    writeFileSync(file, change(readFileSync(file, "utf8")));
  it.each([
    ["truncated", (file: string) => truncateSync(file, 100), "truncated or not JSON"],
    ["empty", (file: string) => truncateSync(file, 0), "truncated or not JSON"],
    ["corrupted", edit((text) => text.replace('"mean":0', '"mean":1')), "corrupted (its checksum does not match)"],
    [
      "of another version",
      edit((text) => text.replace('"version":1', '"version":2')),
      "of another format: got v2, expected v1",
    ],
    ["not a cell", (file: string) => writeFileSync(file, "[]"), "not an isinglass/cell file"],
    [
      "of another cell",
      (file: string) => cpSync(join(file, "../000004.json"), file),
      "of another cell (index=4, expected index=3)",
    ],
  ])("%s", async (name, damage, finding) => {
    const out = name.replaceAll(" ", "-");
    const { path, absolute } = copyOfRun(out);
    damage(join(absolute, "cells/000003.json"));
    const before = recordedCells(absolute);
    const { code, stderr } = await run(out);
    expect(stderr).toBe(`${path}/cells/000003.json is ${finding}; cell index=3 is computed again\n`);
    expect(code).toBe(0);
    expect(numbersOf(absolute)).toEqual(whole);
    const changed = [...recordedCells(absolute)].filter(([cell, file]) => before.get(cell) !== file);
    expect(changed.map(([cell]) => cell)).toEqual(["000003.json"]);
  });

  it("of another run", async () => {
    const { absolute } = copyOfRun("foreign");
    await isinglass(["run", "fixture/steady", "--seed", "2", "--out", "seed-2"], { cwd: folder });
    cpSync(join(onlyRun(join(folder, "seed-2")), "cells/000000.json"), join(absolute, "cells/000000.json"));
    const { stderr } = await run("foreign");
    expect(stderr).toMatch(
      /cells\/000000\.json is of another run \([0-9a-f]{16}, expected [0-9a-f]{16}\); cell index=0 /,
    );
    expect(numbersOf(absolute)).toEqual(whole);
  });
});

it("computes a missing cell, and clears what killed processes left", async () => {
  const { absolute } = copyOfRun("missing");
  renameSync(join(absolute, "cells/000005.json"), join(absolute, "cells/.000005.json.0a1b2c3d4e5f.tmp"));
  writeFileSync(join(absolute, ".result.json.0a1b2c3d4e5f.tmp"), "{");
  expect(await run("missing")).toMatchObject({ code: 0, stderr: "" });
  expect(namesIn(absolute)).toEqual(["cells", "manifest.json", "result.json", "rows.parquet"]);
  expect(numbersOf(absolute)).toEqual(whole);
});

it("writes damaged or missing closing files anew from the cells", async () => {
  const { absolute } = copyOfRun("closing");
  writeFileSync(join(absolute, "rows.parquet"), "PAR1");
  rmSync(join(absolute, "result.json"));
  expect((await run("closing")).code).toBe(0);
  expect(numbersOf(absolute)).toEqual(whole);
});

describe("the manifest", () => {
  it("is written anew where it is damaged", async () => {
    const { path, absolute } = copyOfRun("manifest");
    truncateSync(join(absolute, "manifest.json"), 30);
    expect((await run("manifest")).stderr).toContain(
      `${path}/manifest.json is truncated or not JSON; it is written anew`,
    );
    expect(JSON.parse(readFileSync(join(absolute, "manifest.json"), "utf8"))).toMatchObject({
      cells: 8,
      preset: "quick",
    });
    expect(numbersOf(absolute)).toEqual(whole);
  });

  it("of another format version stops the run, and nothing is touched", async () => {
    const { path, absolute } = copyOfRun("newer");
    const file = join(absolute, "manifest.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"version": 1', '"version": 3'));
    const { code, stderr } = await run("newer");
    expect(stderr).toBe(
      `${path}/manifest.json is of another format: got v3, expected v1; give another folder with --out\n`,
    );
    expect(code).toBe(1);
    expect(existsSync(join(absolute, "result.json"))).toBe(true);
  });
});

it("goes on with the provider that the run began with, and says so", async () => {
  const { path, absolute } = copyOfRun("provider");
  rmSync(join(absolute, "cells/000001.json"));
  const { code, stderr } = await run("provider", { ISINGLASS_PROVIDER: "openblas" });
  expect(stderr).toBe(`${path} was begun with embedded and goes on with it; for openblas give another --out\n`);
  expect(code).toBe(0);
  expect(numbersOf(absolute)).toEqual(whole);
});

it("says what to do where the provider that the run began with is missing", async () => {
  const { path, absolute } = copyOfRun("no-openblas");
  const file = join(absolute, "manifest.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"provider": "embedded"', '"provider": "mkl"'));
  const { code, stderr } = await run("no-openblas");
  expect(stderr).toBe(
    `${path} was begun with mkl, which this machine lacks; install it, or begin anew with another --out\n`,
  );
  expect(code).toBe(1);
});
