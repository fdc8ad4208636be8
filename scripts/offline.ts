// The studio works offline after its first load: a Vite plugin that writes a service worker over the files of the build.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const template = fileURLToPath(new URL("../src/studio/offline/service-worker.js", import.meta.url));
const NAME = "service-worker.js";

/** Above this many bytes a file is fetched once the page stands: an inference engine, for one. */
const LARGE = 1_000_000;

interface BuiltFile {
  /** From the folder of the site, with slashes. */
  readonly name: string;
  readonly content: Buffer;
}

/** Writes the service worker with the names of all files of the build and a digest of their contents. */
export function offline(): Plugin {
  let folder: string;
  return {
    name: "isinglass-offline",
    apply: "build",
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir);
    },
    closeBundle: () => writeFileSync(join(folder, NAME), serviceWorker(builtFiles(folder))),
  };
}

function serviceWorker(files: readonly BuiltFile[]): string {
  const source = readFileSync(template, "utf8");
  const hash = createHash("sha256").update(source);
  for (const { name, content } of files) hash.update(`\0${name}\0`).update(content);
  const names = (wanted: (size: number) => boolean) =>
    JSON.stringify(files.filter(({ content }) => wanted(content.length)).map(({ name }) => name));
  return source
    .replace('"%DIGEST%"', JSON.stringify(hash.digest("hex").slice(0, 16)))
    .replace('["%FIRST%"]', () => names((size) => size <= LARGE))
    .replace('["%LATER%"]', () => names((size) => size > LARGE));
}

function builtFiles(folder: string): readonly BuiltFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== NAME)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: relative(folder, file).replaceAll("\\", "/"), content: readFileSync(file) }));
}
