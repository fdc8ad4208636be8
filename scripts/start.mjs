// The first command: installs what is missing, runs the quick presets of all but the longest studies, writes the report,
// says how to go on.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildOrExit } from "./build.mjs";
import { install, requireNode, root } from "./steps.mjs";

requireNode();
install();
buildOrExit();

/** Studies that train a transformer take longer than a first look should. */
const MOST_SECONDS = 12;

const catalogue = isinglass("studies", "--json").studies;
const studies = catalogue.filter(({ presets }) => presets.quick.seconds <= MOST_SECONDS);
const longer = catalogue.filter((study) => !studies.includes(study));
for (const [index, { id, title }] of studies.entries()) {
  console.log(`\n${index + 1}/${studies.length} ${id}\n    ${title}`);
  const { run, verdicts } = isinglass("run", id, "--json");
  console.log(`    ${tally(verdicts)} · ${run.seconds.toFixed(1)} s`);
}
isinglass("report", "--out", "report.html");
console.log(`
The report is ${join(root, "report.html")}: open it in a browser.

Go on with
  npx isinglass                                         what else it can do
  npx isinglass claims                                  what the sources claim, and what holds
${longer.map(({ id, presets }) => `  npx isinglass run ${id.padEnd(36)}${about(presets.quick.seconds)}`).join("\n")}
  npx isinglass run spinglass/contrast --preset paper   the thesis's own sizes`);

/** `trains for about 50 s` */
function about(seconds) {
  return `trains for about ${Math.round(seconds)} s`;
}

/** Runs the command line; its talk goes to the terminal. @returns the document it prints, where it prints one */
function isinglass(...words) {
  const { status, stdout } = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), ...words], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1e9,
    stdio: ["inherit", "pipe", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
  return words.includes("--json") ? JSON.parse(stdout) : undefined;
}

/** `4 claims: 3 holds, 1 corrected` */
function tally(verdicts) {
  const words = [...new Set(verdicts.map(({ verdict }) => verdict))];
  const counts = words.map((word) => `${verdicts.filter(({ verdict }) => verdict === word).length} ${word}`);
  return `${verdicts.length} claims: ${counts.join(", ")}`;
}
