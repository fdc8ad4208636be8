import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadCatalogue, loadStudy, studyIds, theoryOf } from "./catalogue.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "isinglass-catalogue-"));
  vi.stubEnv("ISINGLASS_STUDIES", folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function addStudy(id: string, source = `export default { id: "${id}" };`): Promise<void> {
  await mkdir(join(folder, id), { recursive: true });
  await writeFile(join(folder, id, "study.js"), source);
}

it("finds a study by its folder alone, and loads no other", async () => {
  await addStudy("room/one");
  await addStudy("room/broken", "throw new Error('no');");
  await mkdir(join(folder, "room", "helpers"));
  await writeFile(join(folder, "room", "shared.js"), "");
  expect(await studyIds()).toEqual(["room/broken", "room/one"]);
  const entry = await loadStudy("room/one");
  expect(entry.study.id).toBe("room/one");
  expect(await theoryOf(entry)).toBe("");
  await writeFile(join(entry.folder, "theory.md"), "# One\n");
  expect(await theoryOf(entry)).toBe("# One\n");
});

it("names a study that is unknown, broken, or in the wrong folder", async () => {
  await addStudy("room/contrast");
  await expect(loadStudy("room/contrst")).rejects.toThrow("unknown study: room/contrst (did you mean room/contrast?)");
  await addStudy("room/broken", "throw new Error('no');");
  await expect(loadStudy("room/broken")).rejects.toThrow(/^cannot load .*study\.js: no$/);
  await addStudy("room/moved", "export default { id: 'room/old' };");
  await expect(loadStudy("room/moved")).rejects.toThrow(
    "its default export is room/old, expected the study room/moved",
  );
  await addStudy("room/empty", "export const x = 1;");
  await expect(loadCatalogue()).rejects.toThrow(/cannot load/);
});

it("names a folder of studies that is not there", async () => {
  vi.stubEnv("ISINGLASS_STUDIES", join(folder, "nowhere"));
  await expect(studyIds()).rejects.toThrow(/^invalid folder of studies: .*nowhere; expected a folder that exists$/);
});
