// Measures the verdicts that the studio ships with: the quick preset of every study, or of those named, by the built
// command line, into src/studio/ledger/verdicts.json. About six minutes of two cores for all; the same numbers on every
// machine to rounding.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { studyIds } from "./ledger-claims.mjs";
import { root } from "./steps.mjs";

const target = join(root, "src", "studio", "ledger", "verdicts.json");
const named = process.argv.slice(2);
const measured = named.length > 0 ? JSON.parse(readFileSync(target, "utf8")) : {};
const runs = mkdtempSync(join(tmpdir(), "isinglass-ledger-"));
try {
  for (const [index, id] of (named.length > 0 ? named : studyIds()).entries()) {
    console.error(`${index + 1} ${id}`);
    const { run, verdicts } = runStudy(id);
    measured[id] = { version: run.version, seed: run.seed, verdicts: verdicts.map(shortened) };
  }
} finally {
  rmSync(runs, { recursive: true });
}
writeFileSync(target, `${JSON.stringify(measured, null, 2)}\n`);

function runStudy(id) {
  const words = [join(root, "dist/cli/main.js"), "run", id, "--preset", "quick", "--out", runs, "--json", "--quiet"];
  const { status, stdout } = spawnSync(process.execPath, words, {
    encoding: "utf8",
    maxBuffer: 1e9,
    // The linear algebra that the studio computes with, on whatever machine this is.
    env: { ...process.env, ISINGLASS_PROVIDER: "embedded" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${id} did not run: exit ${status}`);
  return JSON.parse(stdout);
}

/** Numbers to the ten digits that a machine does not change. */
function shortened({ measured, stderr, expected, tolerance, ...verdict }) {
  const rounded = Object.entries({ measured, stderr, expected, tolerance }).map(([name, value]) => [
    name,
    value === null ? null : Number(value.toPrecision(10)),
  ]);
  return { ...verdict, ...Object.fromEntries(rounded) };
}
