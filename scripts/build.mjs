// Builds dist/: kernels, TypeScript, and each study's theory.md beside it. Built aside and swapped in when complete, so
// that a failed build leaves the last good one and a running command never reads half a file.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./steps.mjs";

const dist = join(root, "dist");
const stamp = "sources.sha256";

/** Brings dist/ up to date. @returns whether there was anything to do @throws Error if a step fails (it has said why) */
export function build() {
  node(join("scripts", "build-kernels.mjs"));
  const digest = digestOf(sourceFiles());
  const stampFile = join(dist, stamp);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === digest) return false;

  const aside = `${dist}-${process.pid}`;
  try {
    node(join("node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json", "--outDir", aside);
    copyTheories(aside);
    chmodSync(join(aside, "cli", "main.js"), 0o755);
    writeFileSync(join(aside, stamp), digest);
    swapIn(aside);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return true;
}

function node(script, ...args) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`the build failed at ${script}`);
}

/** Everything that the build depends on. */
function sourceFiles() {
  const inSource = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  const beside = ["tsconfig.json", "tsconfig.build.json", "package-lock.json", "scripts/build.mjs"];
  return [...inSource.sort(), ...beside.map((file) => join(root, file))];
}

function digestOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

function copyTheories(target) {
  const source = join(root, "src", "studies");
  for (const path of readdirSync(source, { recursive: true })) {
    if (!path.endsWith("theory.md")) continue;
    mkdirSync(dirname(join(target, "studies", path)), { recursive: true });
    cpSync(join(source, path), join(target, "studies", path));
  }
}

function swapIn(aside) {
  const old = `${aside}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(aside, dist);
  rmSync(old, { recursive: true, force: true });
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
