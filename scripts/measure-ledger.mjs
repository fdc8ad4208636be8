// Measures the verdicts that the studio ships with: the quick preset of every study, or of those named, by the built
// command line, into src/studio/ledger/verdicts.json; and what stands in the figures of those runs, which are to be
// translated, into test/fixtures/texts-of-figures.json. About six minutes of two cores for all; the same numbers on every
// machine to rounding.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { studyIds } from "./ledger-claims.mjs";
import { root } from "./steps.mjs";

const { loadStudy } = await built("lab/catalogue.js");
const { storedRuns, reportRun } = await built("lab/ledger/stored-runs.js");
const { textsOfFigure } = await built("study/figure-texts.js");

const targets = {
  verdicts: join(root, "src", "studio", "ledger", "verdicts.json"),
  texts: join(root, "test", "fixtures", "texts-of-figures.json"),
};
const named = process.argv.slice(2);
const [verdicts, texts] = Object.values(targets).map((target) => (named.length > 0 ? read(target) : {}));
const runs = mkdtempSync(join(tmpdir(), "isinglass-ledger-"));
try {
  for (const [index, id] of (named.length > 0 ? named : studyIds()).entries()) {
    console.error(`${index + 1} ${id}`);
    const measured = runStudy(id);
    verdicts[id] = {
      version: measured.run.version,
      seed: measured.run.seed,
      verdicts: measured.verdicts.map(shortened),
    };
    texts[id] = await textsOfRun(id, measured.run.id);
  }
} finally {
  rmSync(runs, { recursive: true });
}
mkdirSync(join(root, "test", "fixtures"), { recursive: true });
writeFileSync(targets.verdicts, `${JSON.stringify(verdicts, null, 2)}\n`);
writeFileSync(targets.texts, `${JSON.stringify(sorted(texts), null, 2)}\n`);

function built(path) {
  return import(pathToFileURL(join(root, "dist", path)).href);
}

function read(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

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

/** All that a person reads in the figures of a run. */
async function textsOfRun(id, run) {
  const stored = (await storedRuns(runs, console.error)).find(({ document }) => document.run.id === run);
  const { study, rows, params } = await reportRun(await loadStudy(id), stored);
  return [...new Set(study.figures(rows, params).flatMap(textsOfFigure))];
}

function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Numbers to the ten digits that a machine does not change. */
function shortened({ measured, stderr, expected, tolerance, ...verdict }) {
  const rounded = Object.entries({ measured, stderr, expected, tolerance }).map(([name, value]) => [
    name,
    value === null ? null : Number(value.toPrecision(10)),
  ]);
  return { ...verdict, ...Object.fromEntries(rounded) };
}
