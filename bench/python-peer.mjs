import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * A peer script as a process that answers one line of JSON for each job, or null where this machine has no Python with
 * the module that the script needs.
 *
 * @param {string} script below `bench/peers/`
 * @param {"numpy" | "scipy"} module
 * @param {Record<string, string>} environment for the process, beside our own
 * @returns {{name: string, run(job: object): Promise<Record<string, number>>, stop(): void} | null}
 */
export function startPeer(script, module, environment = {}) {
  const probe = spawnSync("python3", ["-c", `import ${module}; print(${module}.__version__)`], { encoding: "utf8" });
  if (probe.status !== 0) return null;
  const path = fileURLToPath(new URL(`./peers/${script}`, import.meta.url));
  const child = spawn("python3", [path], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...environment },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name: `${module === "numpy" ? "NumPy" : "SciPy"} ${probe.stdout.trim()}`,
    async run(job) {
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${script} ended without an answer`);
      return JSON.parse(value);
    },
    stop: () => child.stdin.end(),
  };
}
