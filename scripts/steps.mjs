// What the scripts share. Node built-ins only: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root, where every step runs. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Ends with a clear message on a Node that is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Isinglass needs Node 20.19 or newer; this is Node ${process.versions.node}. Get one from nodejs.org.`);
  process.exit(1);
}

/** Runs a command with the terminal's own output; ends with its exit code where that is not 0. */
export function step(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? (signal === "SIGINT" ? 130 : 1));
}

/** Runs a script of this project or of an installed package with this same Node. */
export function nodeStep(script, ...args) {
  step(process.execPath, [join(root, script), ...args]);
}

/** Installs exactly what the lock file names, unless it is there already. */
export function install() {
  if (isInstalled()) return;
  console.error("installing dependencies (npm ci)");
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) step(process.execPath, [npm, "ci"]);
  else step("npm", ["ci"], { shell: process.platform === "win32" });
}

/** Whether node_modules holds the lock file's versions; what is optional may be absent. */
function isInstalled() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = installed[path]?.version;
    return path === "" || found === version || (optional && found === undefined);
  });
}
