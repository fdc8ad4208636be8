import { mkdir, rmdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { systemCode } from "../errors.js";

/**
 * Makes a folder and those above it that are missing. (Node's own recursive mkdir says ENOENT of a read-only disk.)
 * @returns the topmost folder that had to be made, as an absolute path, or undefined where there was nothing to do
 * @throws the system's error; what was made is gone then
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  const absolute = resolve(path);
  try {
    await mkdir(absolute);
    return absolute;
  } catch (error) {
    if (systemCode(error) === "EEXIST" && (await stat(absolute)).isDirectory()) return undefined;
    if (systemCode(error) !== "ENOENT" || dirname(absolute) === absolute) throw error;
  }
  const above = await makeFolder(dirname(absolute));
  try {
    const own = await makeFolder(absolute);
    return above ?? own;
  } catch (error) {
    if (above) await removeEmptyFolders(dirname(absolute), above);
    throw error;
  }
}

/** Removes a folder and those above it, up to `top` (an absolute path), until one is not empty. */
export async function removeEmptyFolders(path: string, top: string): Promise<void> {
  for (let folder = resolve(path); folder.startsWith(top); folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      return;
    }
  }
}
