// Times our jobs beside the peer's in one run: `npm run bench`, `npm run bench -- [--json] [--runs N] [--job NAME]…`.
import { parseArgs } from "node:util";
import { buildOrExit } from "../scripts/build.mjs";
import { install, requireNode } from "../scripts/steps.mjs";

requireNode();
install();
buildOrExit();
const jobs = {
  ...(await import("./spinglass-jobs.mjs")).spinglassJobs,
  ...(await import("./laws-jobs.mjs")).lawsJobs,
  ...(await import("./learning-jobs.mjs")).learningJobs,
};

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    runs: { type: "string", default: "21" },
    job: { type: "string", multiple: true, default: Object.keys(jobs) },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 3) refuse(`invalid --runs: ${values.runs}; expected an integer of at least 3`);
for (const name of values.job) {
  if (!Object.hasOwn(jobs, name)) refuse(`unknown job: ${name}; expected one of: ${Object.keys(jobs).join(", ")}`);
}

const results = [];
for (const name of values.job) results.push(...(await jobs[name](runs)));
process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : `${table(results)}\n`);

function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function table(results) {
  const lines = results.map(({ job, ours, peer, ratio, runs }) => {
    const beside = peer ? `   ${peer.name} ${time(peer)}   ratio ${ratio.toPrecision(2)}` : "   no peer here";
    return `${job.padEnd(16)} ${ours.provider.padEnd(10)} ${time(ours)} (${runs} runs)${beside}`;
  });
  return ["medians and quartiles", ...lines].join("\n");
}

function time({ median_s, quartiles_s: [low, high] }) {
  const shown = (seconds) => (seconds < 1 ? `${(1000 * seconds).toFixed(1)} ms` : `${seconds.toFixed(2)} s`);
  return low === high ? shown(median_s) : `${shown(median_s)} (${shown(low)}–${shown(high)})`;
}
