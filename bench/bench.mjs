// Times our jobs beside the peer's, interleaved in one run: `npm run bench`, `npm run bench -- --json [--runs N]`.
import { parseArgs } from "node:util";
import { buildOrExit } from "../scripts/build.mjs";
import { install, requireNode } from "../scripts/steps.mjs";

requireNode();
install();
buildOrExit();
const { chooseProvider } = await import("../dist/lab/providers/index.js");
const { jobs, solve } = await import("./spinglass-jobs.mjs");
const { startNumpyPeer } = await import("./numpy-peer.mjs");

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, runs: { type: "string", default: "21" } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 3) {
  process.stderr.write(`invalid --runs: ${values.runs}; expected an integer of at least 3\n`);
  process.exit(2);
}

const WARM_UPS = 5;
/** Pause between timings, so that one library's threads have stopped spinning when the other starts. */
const PAUSE_MS = 120;

const providers = availableProviders();
const peer = startNumpyPeer();
const results = [];
for (const { job, settings } of jobs) results.push(...(await timeJob(job, settings)));
peer?.stop();
process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : `${table(results)}\n`);

/** The best provider first, then the embedded one. */
function availableProviders() {
  const best = chooseProvider();
  return best.name === "embedded" ? [best] : [best, chooseProvider("embedded")];
}

/** One result for each provider; each repetition runs every contender once, on a seed of its own. */
async function timeJob(job, settings) {
  const ours = providers.map(() => []);
  const theirs = [];
  const check = { ours: [], theirs: [] };
  for (let run = -WARM_UPS; run < runs; run++) {
    const seeded = { ...settings, seed: run + WARM_UPS + 1 };
    for (const [i, algebra] of providers.entries()) {
      const result = await rested(() => solve(seeded, algebra));
      if (run >= 0) ours[i].push(result.seconds);
      if (i === 0) check.ours.push(result.w11_amp);
    }
    if (!peer) continue;
    const result = await rested(() => peer.run(seeded));
    if (run >= 0) theirs.push(result.seconds);
    check.theirs.push(result.w11_amp);
  }
  if (peer) requireSameAnswer(job, check);
  return providers.map(({ name }, i) => summarise(job, name, ours[i], theirs));
}

async function rested(work) {
  await new Promise((done) => setTimeout(done, PAUSE_MS));
  return work();
}

/** Both draw their own tasks, so the mean diagonals must agree within five standard errors. */
function requireSameAnswer(job, { ours, theirs }) {
  const [a, b] = [ours, theirs].map(moments);
  if (Math.abs(a.mean - b.mean) > 5 * Math.hypot(a.stderr, b.stderr)) {
    throw new Error(`${job}: ours ${a.mean} ± ${a.stderr}, the peer's ${b.mean} ± ${b.stderr}: not the same problem`);
  }
}

function moments(numbers) {
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const variance = numbers.reduce((a, b) => a + (b - mean) ** 2, 0) / (numbers.length - 1);
  return { mean, stderr: Math.sqrt(variance / numbers.length) };
}

function summarise(job, provider, ours, theirs) {
  const spread = (times) => ({
    median_s: quantile(times, 0.5),
    quartiles_s: [quantile(times, 0.25), quantile(times, 0.75)],
  });
  const own = { ...spread(ours), provider };
  const other = peer ? { name: peer.name, ...spread(theirs) } : null;
  return { job, ours: own, peer: other, ratio: other ? own.median_s / other.median_s : null, runs };
}

function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))];
}

function table(results) {
  const ms = ({ median_s, quartiles_s: [low, high] }) =>
    `${(1000 * median_s).toFixed(1)} ms (${(1000 * low).toFixed(1)}–${(1000 * high).toFixed(1)})`;
  const lines = results.map(({ job, ours, peer, ratio }) => {
    const beside = peer ? `   ${peer.name} ${ms(peer)}   ratio ${ratio.toFixed(2)}` : "   no NumPy here";
    return `${job.padEnd(16)} ${ours.provider.padEnd(9)} ${ms(ours)}${beside}`;
  });
  return [`medians and quartiles of ${runs} interleaved runs`, ...lines].join("\n");
}
