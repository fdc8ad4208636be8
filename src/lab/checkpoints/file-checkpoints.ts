import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint, CheckpointStore } from "../../training/index.js";
import { cannotWrite, systemCode } from "../errors.js";
import { clearTemporaries, writeAtomic } from "../store/atomic-file.js";

/** `STEP-DIGEST.safetensors`: the digest is in the name, so that the file itself stays one that other tools open. */
const NAME = /^(\d{12})-([0-9a-f]{64})\.safetensors$/;

/** How many are kept: should the newest be damaged, there is one before it. */
const KEPT = 2;

/**
 * Checkpoints as files in a folder, which is made when the first is written. A file is written to a temporary name,
 * synced and renamed, so that a kill at any moment leaves whole files only; its name holds the SHA-256 of its content,
 * and one that does not match (a disk's fault) is passed over for the one before it. The newest two are kept. The
 * folder belongs to one training run at a time.
 *
 * `save` throws LabError where the folder cannot be written.
 */
export function fileCheckpoints(folder: string): CheckpointStore {
  return {
    async save(bytes, step) {
      const path = join(folder, nameOf(bytes, step));
      await writeAtomic(path, bytes).catch((error: unknown) => {
        throw cannotWrite(path, error);
      });
      const superseded = (await checkpointsIn(folder)).slice(KEPT);
      await Promise.all(superseded.map(({ name }) => rm(join(folder, name), { force: true })));
    },
    async latest() {
      for (const { name, step, digest } of await checkpointsIn(folder)) {
        const bytes = await readFile(join(folder, name));
        if (sha256(bytes) === digest) return { step, bytes: new Uint8Array(bytes) } satisfies Checkpoint;
      }
      return undefined;
    },
  };
}

/** The checkpoints' files, newest first; what killed processes left half-written is removed. */
async function checkpointsIn(folder: string): Promise<{ name: string; step: number; digest: string }[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  });
  if (names.length > 0) await clearTemporaries(folder);
  return names
    .flatMap((name) => {
      const [, step, digest] = NAME.exec(name) ?? [];
      return step && digest ? [{ name, step: Number(step), digest }] : [];
    })
    .sort((a, b) => b.step - a.step);
}

function nameOf(bytes: Uint8Array, step: number): string {
  return `${String(step).padStart(12, "0")}-${sha256(bytes)}.safetensors`;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
