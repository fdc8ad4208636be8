import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clearTemporaries, writeAtomic, writeOutput } from "./atomic-file.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "isinglass-atomic-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("writes, replaces, and leaves nothing else", async () => {
  const path = join(folder, "a.json");
  await writeAtomic(path, "one");
  await writeAtomic(path, new Uint8Array([116, 119, 111]));
  expect(await readFile(path, "utf8")).toBe("two");
  expect(await readdir(folder)).toEqual(["a.json"]);
});

it("makes the folder where it is missing", async () => {
  await writeAtomic(join(folder, "deep", "er", "a.json"), "one");
  expect(await readFile(join(folder, "deep", "er", "a.json"), "utf8")).toBe("one");
});

it("never shows a part to a reader, and survives others clearing the folder meanwhile", async () => {
  const path = join(folder, "a.json");
  const content = (letter: string) => letter.repeat(200_000);
  await writeAtomic(path, content("a"));
  let isWriting = true;
  const writers = Promise.all(["b", "c", "d"].map((letter) => writeAtomic(path, content(letter)))).finally(() => {
    isWriting = false;
  });
  for (let round = 0; isWriting; round++) {
    const text = await readFile(path, "utf8");
    expect(text).toBe(content(text[0]!));
    if (round < 4) await clearTemporaries(folder);
  }
  await writers;
  expect(await readdir(folder)).toEqual(["a.json"]);
});

it("clears temporary files and no others", async () => {
  for (const name of [".000001.json.0a1b2c.tmp", "notes.tmp", ".hidden"]) await writeFile(join(folder, name), "");
  await clearTemporaries(folder);
  expect((await readdir(folder)).sort()).toEqual([".hidden", "notes.tmp"]);
});

it("says in one line what cannot be written and what to do", async () => {
  await writeFile(join(folder, "file"), "");
  const path = join(folder, "file", "a.json");
  const message = `cannot write ${path}: a part of the path is not a folder (ENOTDIR); give another place with --out`;
  await expect(writeOutput(path, "x")).rejects.toThrow(expect.objectContaining({ name: "LabError", message }));
});
