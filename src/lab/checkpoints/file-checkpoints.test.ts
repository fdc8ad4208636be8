import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fileCheckpoints } from "./file-checkpoints.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "isinglass-checkpoints-"));
});
afterEach(() => rm(folder, { recursive: true }));

const content = (step: number) => Uint8Array.from({ length: 1000 }, (_, k) => (k * step) % 251);

/** The files, oldest first. */
async function files(): Promise<string[]> {
  return (await readdir(folder)).sort();
}

it("gives back the newest, and keeps two", async () => {
  const store = fileCheckpoints(folder);
  for (const step of [5, 10, 100, 20_000]) await store.save(content(step), step);
  expect(await fileCheckpoints(folder).latest()).toEqual({ step: 20_000, bytes: content(20_000) });
  expect((await files()).map((name) => Number(name.slice(0, 12)))).toEqual([100, 20_000]);
});

it("makes its folder when there is something to keep, and has nothing before", async () => {
  const store = fileCheckpoints(join(folder, "deep", "er"));
  expect(await store.latest()).toBeUndefined();
  expect(await files()).toEqual([]);
  await store.save(content(1), 1);
  expect((await store.latest())!.step).toBe(1);
});

it.each([
  ["torn", (path: string) => truncate(path, 500)],
  ["emptied", (path: string) => truncate(path, 0)],
  ["lengthened", (path: string) => appendFile(path, "x")],
  [
    "changed in one bit",
    async (path: string) => {
      const bytes = await readFile(path);
      bytes[700]! ^= 4;
      await writeFile(path, bytes);
    },
  ],
])("passes over a %s file for the one before it, and replaces it when that step comes again", async (_how, harm) => {
  const store = fileCheckpoints(folder);
  await store.save(content(10), 10);
  await store.save(content(20), 20);
  await harm(join(folder, (await files())[1]!));
  expect(await store.latest()).toEqual({ step: 10, bytes: content(10) });
  await store.save(content(20), 20);
  expect(await store.latest()).toEqual({ step: 20, bytes: content(20) });
});

it("ignores what killed writers left, and files of others", async () => {
  const store = fileCheckpoints(folder);
  await store.save(content(10), 10);
  await writeFile(join(folder, ".000000000020-abc.safetensors.0a1b2c.tmp"), content(20).slice(0, 10));
  await writeFile(join(folder, "notes.txt"), "mine");
  expect((await store.latest())!.step).toBe(10);
  await store.save(content(30), 30);
  expect((await files()).map((name) => name.slice(0, 12))).toEqual(["000000000010", "000000000030", "notes.txt"]);
});

it("says in one line what cannot be written", async () => {
  await writeFile(join(folder, "file"), "");
  const store = fileCheckpoints(join(folder, "file"));
  await expect(store.save(content(1), 1)).rejects.toThrow(
    /^cannot write .*: .*\((ENOTDIR|EEXIST)\); give another place/,
  );
});
