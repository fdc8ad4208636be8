// Builds dist/: kernels, TypeScript, each study's theory.md beside it, the claims of the ledger, and the studio. A build
// that fails leaves the last good one.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./steps.mjs";

const source = join(root, "src");
const dist = join(root, "dist");
const stamp = join(dist, "sources.sha256");

/** Brings dist/ up to date. @returns whether there was anything to do @throws Error if a step fails (it has said why) */
export function build() {
  node(join("scripts", "build-kernels.mjs"));
  const files = filesIn(source).filter((file) => !/\.test\.ts$|\.generated\.json/.test(file));
  const settings = ["tsconfig.json", "tsconfig.build.json", "vite.studio.config.ts", "package-lock.json"];
  const makers = ["scripts/ledger-claims.mjs", "scripts/offline.ts"];
  const digest = digestOf([...files, ...[...settings, ...makers].map(inRoot)]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return false;

  node(join("node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json");
  removeOrphans();
  for (const theory of files.filter((file) => file.endsWith("theory.md"))) copyFile(theory);
  node(join("scripts", "ledger-claims.mjs"));
  const vite = join("node_modules", "vite", "bin", "vite.js");
  node(vite, "build", "--config", "vite.studio.config.ts", "--logLevel", "warn");
  chmodSync(join(dist, "cli", "main.js"), 0o755);
  writeFileSync(stamp, digest);
  return true;
}

/** Whoever asks, a test runner with its own NODE_ENV for one, the same is built. */
function node(script, ...args) {
  const env = { ...process.env, NODE_ENV: "production" };
  const { status } = spawnSync(process.execPath, [inRoot(script), ...args], {
    cwd: root,
    env,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error(`the build failed at ${script}`);
}

function inRoot(path) {
  return join(root, path);
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digestOf(files) {
  const hash = createHash("sha256").update(readFileSync(fileURLToPath(import.meta.url)));
  for (const file of files) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

/** Removes what the compiler made of sources that are gone: a study is in the catalogue by its folder alone. */
function removeOrphans() {
  for (const file of filesIn(dist)) {
    const path = relative(dist, file);
    const original = path.replace(/(\.d\.ts|\.js|\.js\.map)$/, ".ts");
    if (dirname(path) !== "." && !path.startsWith(join("studio", "")) && !existsSync(join(source, original)))
      rmSync(file);
  }
}

function copyFile(file) {
  const target = join(dist, relative(source, file));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
}

/** `build`, for scripts: where it fails, the step has said why, and the script ends. */
export function buildOrExit() {
  try {
    return build();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.error(buildOrExit() ? "dist/ built" : "dist/ is up to date");
}
