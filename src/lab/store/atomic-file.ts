import { randomBytes } from "node:crypto";
import { open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { cannotWrite, systemCode } from "../errors.js";
import { makeFolder } from "./make-folder.js";

const TEMPORARY = /^\..+\.tmp$/;

/**
 * Writes a file so that a kill or a power cut at any moment leaves the old content, the new, or none, but never a part:
 * a temporary file in the same folder, synced, renamed, and the folder synced. Another process that clears the folder's
 * temporary files meanwhile costs a second try, nothing more.
 *
 * @throws the system's error; the temporary file is gone then
 */
export async function writeAtomic(path: string, content: string | Uint8Array): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeOnce(path, content);
    } catch (error) {
      if (systemCode(error) !== "ENOENT" || attempt === 5) throw error;
      await makeFolder(dirname(path));
    }
  }
}

/**
 * Writes a file, whole or not at all, with the folders above it where they are missing.
 * @throws LabError that says what is in the way
 */
export async function writeOutput(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeAtomic(path, content);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

async function writeOnce(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** Makes the rename itself durable. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes the temporary files that killed processes left in a folder. */
export async function clearTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(
    names.filter((name) => TEMPORARY.test(name)).map((name) => rm(join(folder, name), { force: true })),
  );
}
