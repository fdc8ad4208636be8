import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { inContextDecoder } from "../dist/learning/index.js";
import { rootStream } from "../dist/numerics/random/index.js";
import { flattenTree } from "../dist/tensor/index.js";
import { startPeer } from "./python-peer.mjs";
import { spread } from "./timing.mjs";
import { startTraining } from "./train-step.mjs";

const BATCH = 64;
const POINTS = 40;
const DIMENSION = 20;
const RATE = 1e-3;
/** Batches that are trained on in turn. */
const BATCHES = 4;
/** Steps timed together, on each side in turn. */
const STEPS = 6;
/** Steps a worker of the throughput job takes. */
const WORKER_STEPS = 40;
/** Steps whose losses must agree before anything is timed. */
const COMPARED = 5;

const sizes = {
  64: { width: 64, layers: 3, heads: 2 },
  128: { width: 128, layers: 4, heads: 4 },
  256: { width: 256, layers: 2, heads: 8 },
};

/**
 * The learning jobs by name: a training step of a decoder (64 prompts of 80 tokens, Adam) with two threads, beside
 * PyTorch's better of one thread and two, interleaved; and the steps per second of two workers of one thread each.
 */
export const learningJobs = {
  ...Object.fromEntries(Object.keys(sizes).map((width) => [`train-step-${width}`, (runs) => timeStep(width, runs)])),
  "train-throughput-64": timeThroughput,
};

async function timeStep(width, runs) {
  const job = `train-step-${width}`;
  const setting = settingOf(width);
  const training = await startTraining(setting, 2);
  const losses = await training.steps(COMPARED);
  const peer = startTorch(setting, losses);
  const times = { ours: [], 1: [], 2: [] };
  for (let run = 0; run < Math.min(runs, 9); run++) {
    const began = performance.now();
    await training.steps(STEPS);
    times.ours.push((performance.now() - began) / 1000 / STEPS);
    if (peer) for (const threads of [1, 2]) times[threads].push(await peer.secondsOf(threads, STEPS));
  }
  await training.dispose();
  peer?.stop();
  return [resultOf(job, { ...spread(times.ours), provider: training.engine }, peer, times)];
}

async function timeThroughput(runs) {
  const setting = settingOf(64);
  const training = await startTraining(setting, 1);
  const peer = startTorch(setting, await training.steps(COMPARED));
  await training.dispose();
  const workers = await Promise.all([0, 1].map(() => startWorker(setting)));
  const times = { ours: [], 1: [], 2: [] };
  for (let run = 0; run < Math.min(runs, 5); run++) {
    const began = performance.now();
    await Promise.all(workers.map((worker) => worker.steps(WORKER_STEPS)));
    times.ours.push((performance.now() - began) / 1000 / (2 * WORKER_STEPS));
    if (peer) for (const threads of [1, 2]) times[threads].push(await peer.secondsOf(threads, STEPS));
  }
  for (const worker of workers) worker.stop();
  peer?.stop();
  return [resultOf("train-throughput-64", { ...spread(times.ours), provider: "2 workers" }, peer, times)];
}

function resultOf(job, ours, peer, { ours: own, ...theirs }) {
  if (!peer) return { job, ours, peer: null, ratio: null, runs: own.length };
  const [threads, best] = Object.entries(theirs)
    .map(([count, times]) => [count, spread(times)])
    .sort(([, a], [, b]) => a.median_s - b.median_s)[0];
  const other = { name: `${peer.name}, ${threads} thread${threads === "1" ? "" : "s"}`, ...best };
  return { job, ours, peer: other, ratio: ours.median_s / best.median_s, runs: own.length };
}

/** What both sides train: sizes, initial weights and batches. */
function settingOf(width) {
  const stream = rootStream(7);
  const config = { d: DIMENSION, points: POINTS, activation: "relu", ...sizes[width] };
  const batches = Array.from({ length: BATCHES }, (_, k) => batchFrom(stream.child("batch", k)));
  return { config, rate: RATE, batches, weights: inContextDecoder(config).init(stream.child("weights")) };
}

/** Linear regression: xs (batch × points × d) and ys (batch × points). */
function batchFrom(stream) {
  const xs = stream.fillNormal(new Float64Array(BATCH * POINTS * DIMENSION));
  const ys = new Float64Array(BATCH * POINTS);
  for (let prompt = 0; prompt < BATCH; prompt++) {
    const w = stream.fillNormal(new Float64Array(DIMENSION));
    for (let point = prompt * POINTS; point < (prompt + 1) * POINTS; point++) {
      for (let k = 0; k < DIMENSION; k++) ys[point] += w[k] * xs[point * DIMENSION + k];
    }
  }
  return { xs: { data: xs, shape: [BATCH, POINTS, DIMENSION] }, ys: { data: ys, shape: [BATCH, POINTS] } };
}

/** PyTorch with the same weights and batches, after its first losses have agreed with ours; null without PyTorch. */
function startTorch({ config, rate, batches, weights }, losses) {
  const peer = startPeer("torch_peer.py", "torch");
  if (!peer) return null;
  const folder = mkdtempSync(join(tmpdir(), "isinglass-bench-"));
  const { leaves, names } = flattenTree(weights);
  let offset = 0;
  const manifest = leaves.map(({ shape, data }, index) => {
    offset += data.length;
    return [names[index], shape, offset - data.length];
  });
  const path = join(folder, "weights.bin");
  writeFileSync(path, Float32Array.from(leaves.flatMap(({ data }) => [...data])));
  const lists = batches.map(({ xs, ys }) => [nested(xs), nested(ys)]);
  const ready = peer.run({ job: "load", config, rate, manifest, weights: path, batches: lists }).then(async () => {
    rmSync(folder, { recursive: true });
    const { losses: theirs } = await peer.run({ job: "steps", threads: 1, count: losses.length });
    for (const [step, loss] of losses.entries()) {
      if (Math.abs(loss / theirs[step] - 1) > 1e-4) {
        throw new Error(`step ${step}: our loss is ${loss}, the peer's ${theirs[step]}: not the same training`);
      }
    }
  });
  return {
    name: peer.name,
    stop: peer.stop,
    async secondsOf(threads, count) {
      await ready;
      const { seconds } = await peer.run({ job: "steps", threads, count });
      return seconds.reduce((sum, each) => sum + each, 0) / count;
    },
  };
}

function nested({ data, shape }) {
  const [length, ...rest] = shape;
  if (rest.length === 0) return [...data];
  const size = data.length / length;
  return Array.from({ length }, (_, k) => nested({ data: data.subarray(k * size, (k + 1) * size), shape: rest }));
}

/** A worker thread that trains on its own. */
async function startWorker(setting) {
  const worker = new Worker(new URL("./train-step.mjs", import.meta.url), { workerData: setting });
  const answer = () =>
    new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
  await answer();
  return {
    steps(count) {
      const done = answer();
      worker.postMessage(count);
      return done;
    },
    stop: () => worker.postMessage(null),
  };
}
