// The first command: installs what is missing, runs every study's quick preset, writes the report, says how to go on.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildOrExit } from "./build.mjs";
import { install, nodeStep, requireNode, root } from "./steps.mjs";

const cli = "dist/cli/main.js";

requireNode();
install();
buildOrExit();

const { stdout, status } = spawnSync(process.execPath, [join(root, cli), "studies", "--json"], {
  cwd: root,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
});
if (status !== 0) process.exit(status ?? 1);
const { studies } = JSON.parse(stdout);

for (const [index, { id, title }] of studies.entries()) {
  console.error(`\n${index + 1}/${studies.length} ${id}: ${title}`);
  nodeStep(cli, "run", id, "--preset", "quick");
}
nodeStep(cli, "report", "--out", "report.html");
console.log(`
The report is ${join(root, "report.html")}: open it in a browser.

Go on with
  npx isinglass                                         what else it can do
  npx isinglass claims                                  what the sources claim, and what holds
  npx isinglass run spinglass/contrast --preset paper   the thesis's own sizes
`);
