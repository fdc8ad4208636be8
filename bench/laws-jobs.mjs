import { bootstrap, chinchilla, fitLaw, predict } from "../dist/laws/index.js";
import { rootStream } from "../dist/numerics/random/index.js";
import { startPeer } from "./python-peer.mjs";
import { moments, spread } from "./timing.mjs";

const RUNS = 240;
const RESAMPLES = 1000;
/** Fits timed together, as one is too short for the clock of CPU time. */
const BATCH = 10;
const WARM_UPS = 40;
/** Threads that wait for each other would count as CPU time of the peer. */
const ONE_CORE = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/**
 * The law jobs by name, in CPU seconds of one core, SciPy beside them: Chinchilla's law with Huber's loss on a generated
 * table of 240 runs. The peer's grid runs once: it takes most of a minute.
 */
export const lawsJobs = { "chinchilla-fit": timeFit, "bootstrap-1000": timeBootstrap };

async function timeFit(runs) {
  const data = table();
  const times = [];
  let fit;
  for (let run = -WARM_UPS / BATCH; run < runs; run++) {
    const began = cpuSeconds();
    for (let k = 0; k < BATCH; k++) fit = fitLaw(chinchilla, data);
    if (run >= 0) times.push((cpuSeconds() - began) / BATCH);
  }
  const ours = { ...spread(times), provider: "javascript", evaluations: fit.diagnostics.evaluations };
  const peer = startPeer("laws_peer.py", "scipy", ONE_CORE);
  if (!peer) return [{ job: "chinchilla-fit", ours, peer: null, ratio: null, runs }];
  const results = [];
  for (const gradient of ["analytic", "finite-differences"]) {
    const grid = await peer.run({ job: "grid", gradient, ...asLists(data) });
    // Ours is never above the peer's best; finite differences end within 1e-7 of it.
    requireNear("objective", fit.objective, grid.objective, gradient === "analytic" ? 1e-9 : 1e-6);
    const other = {
      name: `${peer.name}, L-BFGS-B from ${grid.starts} starts, ${gradient} gradient`,
      ...spread([grid.cpu_seconds]),
      evaluations: grid.evaluations,
      starts_at_best: grid.starts_at_best,
    };
    results.push({ job: "chinchilla-fit", ours, peer: other, ratio: ours.median_s / other.median_s, runs });
  }
  peer.stop();
  return results;
}

async function timeBootstrap() {
  const data = table();
  const fit = fitLaw(chinchilla, data);
  const times = [];
  let draws;
  for (let run = 0; run < 3; run++) {
    const began = cpuSeconds();
    draws = bootstrap(fit, data, { resamples: RESAMPLES, stream: rootStream(1) });
    times.push(cpuSeconds() - began);
  }
  const ours = { ...spread(times), provider: "javascript" };
  const peer = startPeer("laws_peer.py", "scipy", ONE_CORE);
  if (!peer) return [{ job: "bootstrap-1000", ours, peer: null, ratio: null, runs: times.length }];
  const [E, A, B, alpha, beta] = fit.theta;
  const start = [Math.log(A), Math.log(B), Math.log(E), alpha, beta];
  const answer = await peer.run({ job: "bootstrap", resamples: RESAMPLES, seed: 1, start, ...asLists(data) });
  peer.stop();
  const alphas = Array.from({ length: RESAMPLES }, (_, k) => draws.data[5 * k + 3]);
  requireNear("standard error of alpha", moments(alphas).deviation, answer.alpha_stderr, 0.15);
  const other = { name: `${peer.name}, one BFGS a resample (not always the optimum)`, ...spread([answer.cpu_seconds]) };
  return [{ job: "bootstrap-1000", ours, peer: other, ratio: ours.median_s / other.median_s, runs: times.length }];
}

/** Runs of a known law over sizes and tokens, with one per cent of noise. */
function table() {
  const stream = rootStream(2024);
  const N = Float64Array.from({ length: RUNS }, () => 5e7 * 300 ** stream.uniform());
  const D = N.map((size) => size * 4 * 60 ** stream.uniform());
  const clean = predict(chinchilla, Float64Array.of(1.82, 480, 2100, 0.348, 0.366), { N, D });
  return { variables: { N, D }, target: clean.map((loss) => loss * Math.exp(0.01 * stream.normal())) };
}

function asLists({ variables: { N, D }, target }) {
  return { N: [...N], D: [...D], L: [...target] };
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function requireNear(what, ours, theirs, tolerance) {
  if (Math.abs(ours / theirs - 1) <= tolerance || (what === "objective" && ours < theirs)) return;
  throw new Error(`${what}: ours ${ours}, the peer's ${theirs}: not the same problem`);
}
