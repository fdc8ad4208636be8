import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createJiti } from "jiti";
import { InputError, invalid, lineOf } from "../../numerics/errors.js";
import type { AnyStudy, UserModuleKind, UserModules } from "../../study/index.js";
import { messageOf, systemCode } from "../errors.js";

/** A module of a person's own: where it is, and the SHA-256 of its text. */
export interface UserModuleFile {
  readonly file: string;
  readonly digest: string;
}

/** The modules that a run takes, by what they are. */
export type UserModuleFiles = Readonly<Partial<Record<UserModuleKind, UserModuleFile>>>;

/** Where this package's own rooms lie, so that a person's file finds them wherever it stands itself. */
const HOME = new URL("../../", import.meta.url);
const ROOMS = ["numerics", "tensor", "training", "learning", "spinglass", "laws", "study", "lab"];

/**
 * The modules' files with their digests, after loading each once to see that the study can use it.
 * @throws InputError for a study that takes none, a file that is missing or fails, an export that will not do
 */
export async function readUserModules(
  study: AnyStudy,
  files: Readonly<Partial<Record<UserModuleKind, string>>>,
): Promise<UserModuleFiles> {
  const found: Partial<Record<UserModuleKind, UserModuleFile>> = {};
  for (const [kind, file] of Object.entries(files) as [UserModuleKind, string][]) {
    const slot = study.modules?.[kind];
    if (!slot) throw invalid(`--${kind}`, file, `no file: ${study.id} takes no ${kind} of your own`);
    found[kind] = {
      file: resolve(file),
      digest: createHash("sha256")
        .update(await textOf(kind, file))
        .digest("hex"),
    };
    slot.check(await defaultExport(kind, resolve(file)), file);
  }
  return found;
}

/** Loads modules that were checked before, in the thread that computes, as the study takes them. */
export async function loadUserModules(study: AnyStudy, files: UserModuleFiles): Promise<UserModules> {
  const entries = Object.entries(files) as [UserModuleKind, UserModuleFile][];
  const loaded = entries.map(async ([kind, { file }]) => {
    const value = await defaultExport(kind, file);
    return [kind, study.modules?.[kind]?.check(value, file)];
  });
  return Object.fromEntries(await Promise.all(loaded)) as UserModules;
}

/** Where the files are, from where the command runs: as a command names them. */
export function modulePaths(files: UserModuleFiles = {}): Partial<Record<UserModuleKind, string>> {
  return Object.fromEntries(Object.entries(files).map(([kind, { file }]) => [kind, relative(process.cwd(), file)]));
}

/** The file's name and digest, as documents and reports show them. */
export function namedModules(files: UserModuleFiles): Record<string, { name: string; digest: string }> {
  return Object.fromEntries(
    Object.entries(files).map(([kind, { file, digest }]) => [kind, { name: basename(file), digest }]),
  );
}

async function textOf(kind: UserModuleKind, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const finding = systemCode(error) === "ENOENT" ? "there is no such file" : messageOf(error);
    throw new InputError(`invalid --${kind}: ${file}; expected a .ts or .js module, but ${finding}`, { cause: error });
  }
}

async function defaultExport(kind: UserModuleKind, file: string): Promise<unknown> {
  const jiti = createJiti(import.meta.url, {
    alias: Object.fromEntries(ROOMS.map((room) => [`isinglass/${room}`, new URL(`${room}/index.js`, HOME).pathname])),
    // This package's modules are loaded once, whoever asks: a task must draw from the very classes that the study uses.
    nativeModules: [new URL(".", HOME).pathname.replace(/\/$/, "")],
    tryNative: false,
    // Else a module without a default export would be its own.
    interopDefault: false,
    fsCache: false,
  });
  let module: { readonly default?: unknown };
  try {
    module = await jiti.import<{ readonly default?: unknown }>(pathToFileURL(file).href);
  } catch (error) {
    throw new InputError(`invalid --${kind}: ${file}; expected a module that loads, but: ${lineOf(error)}`, {
      cause: error,
    });
  }
  if (module.default === undefined) throw invalid(`--${kind}`, file, "a module with a default export");
  return module.default;
}
