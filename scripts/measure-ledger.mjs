// Measures the verdicts that the studio ships with: the quick preset of every study, by the built command line, into
// src/studio/ledger/verdicts.json. About six minutes of two cores; the same numbers on every machine to rounding.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { studyIds } from "./ledger-claims.mjs";
import { root } from "./steps.mjs";

const runs = mkdtempSync(join(tmpdir(), "isinglass-ledger-"));
const measured = {};
try {
  for (const [index, id] of studyIds().entries()) {
    console.error(`${index + 1} ${id}`);
    const { run, verdicts } = runStudy(id);
    measured[id] = { version: run.version, seed: run.seed, verdicts: verdicts.map(shortened) };
  }
} finally {
  rmSync(runs, { recursive: true });
}
const target = join(root, "src", "studio", "ledger", "verdicts.json");
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
