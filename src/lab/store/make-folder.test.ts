import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeFolder, removeEmptyFolders } from "./make-folder.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "isinglass-folder-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("makes what is missing and says where it began", async () => {
  expect(await makeFolder(join(folder, "a", "b", "c"))).toBe(join(folder, "a"));
  expect((await stat(join(folder, "a", "b", "c"))).isDirectory()).toBe(true);
  expect(await makeFolder(join(folder, "a", "b", "d"))).toBe(join(folder, "a", "b", "d"));
  expect(await makeFolder(join(folder, "a"))).toBeUndefined();
});

it("removes what is empty, up to where it is told", async () => {
  const top = await makeFolder(join(folder, "a", "b", "c"));
  await writeFile(join(folder, "a", "file"), "");
  await removeEmptyFolders(join(folder, "a", "b", "c"), top!);
  expect(await readdir(join(folder, "a"))).toEqual(["file"]);
});

it("does not take a file for a folder", async () => {
  await writeFile(join(folder, "file"), "");
  await expect(makeFolder(join(folder, "file"))).rejects.toThrow("EEXIST");
  await expect(makeFolder(join(folder, "file", "a"))).rejects.toThrow("ENOTDIR");
});
