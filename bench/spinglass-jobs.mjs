import { chooseProvider } from "../dist/lab/providers/index.js";
import { rootStream } from "../dist/numerics/random/index.js";
import { buildSpinGlass, drawTasks, groundState, meanDiagonal, solveAmp } from "../dist/spinglass/index.js";
import { startPeer } from "./python-peer.mjs";
import { moments, spread } from "./timing.mjs";

/** The jobs: draw the tasks, build J and h, solve AMP (153) and the ridge. */
const settings = {
  "headline-solve": { P: 10_000, D: 20, N: 200, lambda: 0.01, beta: 100 },
  "contrast-cell": { P: 1_000, D: 20, N: 100, lambda: 1, beta: 100 },
};

const WARM_UPS = 5;
/** Pause between timings, so that one library's threads have stopped spinning when the other starts. */
const PAUSE_MS = 120;

/** The spin-glass jobs by name: each gives one result for each provider, wall-clock, NumPy beside it. */
export const spinglassJobs = Object.fromEntries(
  Object.entries(settings).map(([job, of]) => [job, (runs) => timeJob(job, of, runs)]),
);

/** Each repetition runs every contender once, on a seed of its own. */
async function timeJob(job, of, runs) {
  const providers = availableProviders();
  const peer = startPeer("spinglass_peer.py", "numpy");
  const ours = providers.map(() => []);
  const theirs = [];
  const check = { ours: [], theirs: [] };
  for (let run = -WARM_UPS; run < runs; run++) {
    const seeded = { ...of, seed: run + WARM_UPS + 1 };
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
  peer?.stop();
  if (peer) requireSameAnswer(job, check);
  return providers.map(({ name }, i) => {
    const own = { ...spread(ours[i]), provider: name };
    const other = peer && { name: peer.name, ...spread(theirs) };
    return { job, ours: own, peer: other, ratio: other && own.median_s / other.median_s, runs };
  });
}

/** The best provider first, then the embedded one. */
function availableProviders() {
  const best = chooseProvider();
  return best.name === "embedded" ? [best] : [best, chooseProvider("embedded")];
}

async function rested(work) {
  await new Promise((done) => setTimeout(done, PAUSE_MS));
  return work();
}

/** One repetition in this process. The diagonals are returned so that nothing can be optimised away. */
function solve({ P, D, N, lambda, beta, seed }, algebra) {
  const start = performance.now();
  const glass = buildSpinGlass(drawTasks(rootStream(seed), { P, D, N }), algebra);
  const { mean, reason } = solveAmp(glass, { lambda, beta }, algebra);
  const exact = groundState(glass, lambda, algebra);
  const seconds = (performance.now() - start) / 1000;
  if (reason !== "converged") throw new Error(`AMP stopped: ${reason}`);
  return { seconds, w11_amp: meanDiagonal(mean, D), w11_ridge: meanDiagonal(exact, D) };
}

/** Both draw their own tasks, so the mean diagonals must agree within five standard errors. */
function requireSameAnswer(job, { ours, theirs }) {
  const [a, b] = [ours, theirs].map(moments);
  if (Math.abs(a.mean - b.mean) > 5 * Math.hypot(a.stderr, b.stderr)) {
    throw new Error(`${job}: ours ${a.mean} ± ${a.stderr}, the peer's ${b.mean} ± ${b.stderr}: not the same problem`);
  }
}
