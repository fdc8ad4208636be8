import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./peers/spinglass_peer.py", import.meta.url));

/**
 * The NumPy peer as a process that answers one job a line, or null where this machine has no Python with NumPy.
 * @returns {{name: string, run(job: object): Promise<{seconds: number, w11_amp: number, w11_ridge: number}>, stop(): void} | null}
 */
export function startNumpyPeer() {
  const probe = spawnSync("python3", ["-c", "import numpy; print(numpy.__version__)"], { encoding: "utf8" });
  if (probe.status !== 0) return null;
  const child = spawn("python3", [script], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name: `NumPy ${probe.stdout.trim()}`,
    async run(job) {
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("the NumPy peer ended without an answer");
      return JSON.parse(value);
    },
    stop: () => child.stdin.end(),
  };
}
