import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const NAMES = { numpy: "NumPy", scipy: "SciPy", torch: "PyTorch" };
/** The Python of the path, and the system's, whose packages the first may lack. */
const PYTHONS = ["python3", "/usr/bin/python3"];

/**
 * A peer script as a process that answers one line of JSON for each job, or null where this machine has no Python with
 * the module that the script needs.
 *
 * @param {string} script below `bench/peers/`
 * @param {"numpy" | "scipy" | "torch"} module
 * @param {Record<string, string>} environment for the process, beside our own
 * @returns {{name: string, run(job: object): Promise<Record<string, number>>, stop(): void} | null}
 */
export function startPeer(script, module, environment = {}) {
  const found = PYTHONS.map((python) => ({ python, version: versionOf(module, python) })).find(
    ({ version }) => version,
  );
  if (!found) return null;
  const path = fileURLToPath(new URL(`./peers/${script}`, import.meta.url));
  const child = spawn(found.python, [path], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...environment },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name: `${NAMES[module]} ${found.version}`,
    async run(job) {
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${script} ended without an answer`);
      return JSON.parse(value);
    },
    stop: () => child.stdin.end(),
  };
}

function versionOf(module, python) {
  const probe = spawnSync(python, ["-c", `import ${module}; print(${module}.__version__)`], { encoding: "utf8" });
  return probe.status === 0 ? probe.stdout.trim() : undefined;
}
