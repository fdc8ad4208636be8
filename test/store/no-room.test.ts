import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isinglass, scratch } from "../cli/isinglass.js";
import { namesIn, onlyRun, recordedCells } from "./run-on-disk.js";

const { folder, remove } = scratch();
const mounts: string[] = [];
afterAll(() => {
  for (const mount of mounts) spawnSync("umount", [mount]);
  remove();
});

/** A small file system of its own, or undefined where this person may not mount one. */
function mountSmall(name: string, options: string): string | undefined {
  const path = join(folder, name);
  mkdirSync(path);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]);
  if (status !== 0) return undefined;
  mounts.push(path);
  return path;
}

const run = (...words: string[]) => isinglass(["run", "fixture/steady", "--quiet", ...words], { cwd: folder });

describe("where runs cannot be written, one line says what to do, exit 1, and nothing is left half-written", () => {
  it("read-only", async ({ skip }) => {
    const path = mountSmall("read-only", "ro");
    if (!path) return skip("mounting a read-only file system needs root");
    const { code, stdout, stderr } = await run("--out", path);
    expect(stderr).toMatch(/^cannot write .*: it is read-only \(EROFS\); give another place with --out\n$/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(readdirSync(path)).toEqual([]);
  });

  it("full from the start", async ({ skip }) => {
    const path = mountSmall("full", "size=16k,nr_inodes=3");
    if (!path) return skip("mounting a small file system needs root");
    const { code, stderr } = await run("--out", path);
    expect(stderr).toMatch(
      /^cannot write .*: the disk is full \(ENOSPC\); free some space or give another .* --out\n$/,
    );
    expect(code).toBe(1);
    expect(readdirSync(path)).toEqual([]);
  });

  it("full before the folders are made", async ({ skip }) => {
    const path = mountSmall("no-inodes", "size=1m,nr_inodes=2");
    if (!path) return skip("mounting a small file system needs root");
    const { code, stderr } = await run("--out", join(path, "deep", "er"));
    expect(stderr).toMatch(
      /^cannot write .*: the disk is full \(ENOSPC\); free some space or give another .* --out\n$/,
    );
    expect(code).toBe(1);
    expect(readdirSync(path)).toEqual([]);
  });

  it("full on the way: what is recorded stays, and the same command goes on once there is room", async ({ skip }) => {
    const path = mountSmall("filling", "size=400k");
    if (!path) return skip("mounting a small file system needs root");
    const filler = join(path, "filler");
    writeFileSync(filler, Buffer.alloc(280 * 1024));
    const words = ["--out", join(path, "runs"), "--set", "cells=40"];
    const { code, stderr } = await run(...words);
    expect(stderr).toMatch(
      /^cannot write .*cells\/0000\d\d\.json: the disk is full \(ENOSPC\); free some space or .*\n$/,
    );
    expect(code).toBe(1);
    const folderOfRun = onlyRun(join(path, "runs"));
    expect(existsSync(join(folderOfRun, "result.json"))).toBe(false);
    const recorded = recordedCells(folderOfRun);
    expect(recorded.size).toBeGreaterThan(5);
    expect(namesIn(join(folderOfRun, "cells")).every((name) => name.endsWith(".json"))).toBe(true);

    rmSync(filler);
    expect(await run(...words)).toMatchObject({ code: 0, stderr: "" });
    const finished = recordedCells(folderOfRun);
    expect(finished.size).toBe(40);
    for (const [name, file] of recorded) expect(finished.get(name)).toBe(file);
  });

  it("a file in the way", async () => {
    writeFileSync(join(folder, "file"), "");
    const { code, stderr } = await run("--out", "file");
    expect(stderr).toMatch(/^cannot write file\/.*: .*\((EEXIST|ENOTDIR)\); give another place with --out\n$/);
    expect(code).toBe(1);
  });
});
