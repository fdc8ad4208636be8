import type { LinearAlgebra } from "../../../numerics/linear-algebra/index.js";
import { matrix } from "../../../numerics/linear-algebra/index.js";
import { rootStream } from "../../../numerics/random/index.js";
import { mean, variance } from "../../../numerics/statistics/index.js";
import { buildSpinGlass } from "../../../spinglass/couplings.js";
import {
  coordinatesOf,
  energyAt,
  expectedEigenvalues,
  nearestNeighbours,
  neighbourR2,
  principalDirections,
  shuffledR2,
  spectralDistance,
  spectralTail,
} from "../../../spinglass/landscape/index.js";
import { drawTasks } from "../../../spinglass/tasks.js";
import type { Foretold, Surface } from "./protocol.js";
import { type Computed, directionsOf } from "./settings.js";

/** The samples, weights of N(0, I): n × p. They depend on D, n and the seed alone, and so does their t-SNE. */
export function samplesOf({ D, seed, samples }: Computed): Float64Array {
  const stream = rootStream(seed).child("landscape", "samples");
  return stream.fillNormal(new Float64Array(samples * directionsOf({ D })));
}

/** The energy of the spin glass of these settings, and of its samples (n × p). */
export function surfaceOf(settings: Computed, samples: Float64Array, algebra: LinearAlgebra): Surface {
  const { D, lambda, seed } = settings;
  const p = directionsOf({ D });
  const glass = buildSpinGlass(drawTasks(rootStream(seed).child("landscape", "tasks"), settings), algebra);
  const form = principalDirections(glass, lambda, algebra);
  const coordinates = coordinatesOf(matrix(samples.length / p, p, samples), form, algebra).data;
  const energies = Float64Array.from({ length: samples.length / p }, (_, n) =>
    energyAt(form, coordinates.subarray(n * p, (n + 1) * p)),
  );
  const { curvatures, ground, minimum } = form;
  const tail = spectralTail(settings);
  return {
    ...{ curvatures, ground, minimum, coordinates, energies },
    expected: expectedEigenvalues(tail, p).map((value) => value + lambda),
    distance: spectralDistance(
      curvatures.map((value) => value - lambda),
      settings.P,
      tail,
    ),
  };
}

/** Neighbours that foretell an energy, and orders of the energies that are tried. */
const [NEIGHBOURS, SHUFFLES] = [10, 100];

/** How well neighbours in a plane (n × 2) foretell energies (n). */
export function foretold(plane: Float64Array, energies: Float64Array, seed: number): Foretold {
  const neighbours = nearestNeighbours(plane, 2, NEIGHBOURS);
  const stream = rootStream(seed).child("landscape", "shuffles");
  const shuffles = shuffledR2(neighbours, energies, { stream, repeats: SHUFFLES });
  return {
    measured: neighbourR2(neighbours, energies),
    shuffled: mean(shuffles),
    spread: Math.sqrt(variance(shuffles)),
  };
}

/** Two columns of coordinates (n × p): n × 2. */
export function planeOf(coordinates: Float64Array, p: number, [i, j]: readonly [number, number]): Float64Array {
  const n = coordinates.length / p;
  return Float64Array.from({ length: 2 * n }, (_, place) => coordinates[(place >> 1) * p + (place % 2 === 0 ? i : j)]!);
}
