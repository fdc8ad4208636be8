import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { invalid, unknown } from "../numerics/errors.js";
import type { AnyStudy } from "../study/index.js";
import { LabError, messageOf, systemCode } from "./errors.js";

/** A study and where it comes from. */
export interface CatalogueEntry {
  readonly study: AnyStudy;
  /** URL of its module, for workers. */
  readonly module: string;
  /** Its folder, which holds `theory.md`. */
  readonly folder: string;
}

/** The studies' folders by id. A study is a folder `<room>/<name>` with a `study.js` in it; nothing else registers it. */
async function studyFolders(): Promise<Map<string, string>> {
  const folders = await foldersIn(fileURLToPath(new URL("../studies/", import.meta.url)));
  const further = process.env.ISINGLASS_STUDIES;
  if (!further) return folders;
  for (const [id, folder] of await foldersIn(resolve(further))) {
    if (folders.has(id)) throw invalid("ISINGLASS_STUDIES", folder, `a study of another name (${id} is taken)`);
    folders.set(id, folder);
  }
  return folders;
}

async function foldersIn(root: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const room of await subfolders(root)) {
    for (const name of await subfolders(join(root, room))) {
      const folder = join(root, room, name);
      if ((await readdir(folder)).includes("study.js")) found.set(`${room}/${name}`, folder);
    }
  }
  return found;
}

async function subfolders(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch (error) {
    if (systemCode(error) === "ENOENT") throw invalid("folder of studies", folder, "a folder that exists");
    throw error;
  }
}

/** The ids of all studies, in alphabetical order, without loading any. */
export async function studyIds(): Promise<string[]> {
  return [...(await studyFolders()).keys()].sort();
}

/** Loads one study, and no other. @throws InputError for an id that is not in the catalogue; LabError for a broken study */
export async function loadStudy(id: string): Promise<CatalogueEntry> {
  const folders = await studyFolders();
  const folder = folders.get(id);
  if (folder === undefined) throw unknown("study", id, [...folders.keys()].sort());
  return loadFrom(id, folder);
}

/** Loads all studies, in alphabetical order. */
export async function loadCatalogue(): Promise<CatalogueEntry[]> {
  const folders = [...(await studyFolders())].sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(folders.map(([id, folder]) => loadFrom(id, folder)));
}

async function loadFrom(id: string, folder: string): Promise<CatalogueEntry> {
  const path = join(folder, "study.js");
  const module = pathToFileURL(path).href;
  try {
    const { default: study } = (await import(module)) as { default?: AnyStudy };
    if (study?.id !== id) throw new Error(`its default export is ${study?.id ?? "missing"}, expected the study ${id}`);
    return { study, module, folder };
  } catch (error) {
    throw new LabError(`cannot load ${path}: ${messageOf(error)}`, { cause: error });
  }
}

/** A study's `theory.md`; empty where it has none. */
export async function theoryOf({ folder }: CatalogueEntry): Promise<string> {
  try {
    return await readFile(join(folder, "theory.md"), "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "";
    throw error;
  }
}
