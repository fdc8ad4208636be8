import { embeddedProvider } from "../../../numerics/linear-algebra/index.js";
import { rootStream } from "../../../numerics/random/index.js";
import { type Embedding, startEmbedding } from "../../../spinglass/landscape/index.js";
import { otherMessages } from "../../engine/other-messages.js";
import { foretold, planeOf, samplesOf, surfaceOf } from "./compute.js";
import type { Picture, Reply, Request, Surface } from "./protocol.js";
import { type Computed, directionsOf } from "./settings.js";

const ITERATIONS = 500;
/** Milliseconds of work between looks at what the page asks. */
const TURN = 100;

const algebra = embeddedProvider();
let newest = 0;
/** The t-SNE knows of the samples alone: it is kept while they stay the same. */
let kept: { readonly key: string; readonly embedding: Embedding; iteration: number } | undefined;

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  newest = data.id;
  void answer(data).catch((error: unknown) => {
    reply({ id: data.id, kind: "error", message: error instanceof Error ? error.message : String(error) });
  });
});

async function answer({ id, settings }: Request): Promise<void> {
  await otherMessages();
  if (id !== newest) return;
  const samples = samplesOf(settings);
  const surface = surfaceOf(settings, samples, algebra);
  reply({ id, kind: "surface", surface });
  await otherMessages();
  if (id !== newest) return;
  const own = embeddingOf(settings, samples);
  for (;;) {
    const until = performance.now() + TURN;
    while (own.iteration < ITERATIONS && performance.now() < until) {
      own.embedding.iterate(1);
      own.iteration++;
    }
    reply({ id, kind: "picture", picture: pictureOf(own, surface, settings.seed) });
    await otherMessages();
    if (id !== newest || own.iteration >= ITERATIONS) return;
  }
}

function embeddingOf({ D, seed, samples: n }: Computed, samples: Float64Array) {
  const key = `${D},${n},${seed}`;
  if (kept?.key !== key) {
    const stream = rootStream(seed).child("landscape", "embedding");
    kept = { key, embedding: startEmbedding(samples, directionsOf({ D }), { stream }), iteration: 0 };
  }
  return kept;
}

function pictureOf({ embedding, iteration }: NonNullable<typeof kept>, surface: Surface, seed: number): Picture {
  const { coordinates } = embedding;
  const progress = { coordinates, iteration, of: ITERATIONS, divergence: embedding.divergence() };
  if (iteration < ITERATIONS) return progress;
  const { energies, ground } = surface;
  return {
    ...progress,
    foretold: {
      picture: foretold(coordinates, energies, seed),
      stiffest: foretold(planeOf(surface.coordinates, ground.length, [0, 1]), energies, seed),
    },
  };
}

function reply(message: Reply): void {
  postMessage(message);
}
