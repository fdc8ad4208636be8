import { descentExcess, descentPath } from "../../../spinglass/landscape/descent-path.js";
import type { Row } from "../../../study/index.js";
import type { Picture, Surface } from "./protocol.js";
import { DESCENT_STEPS, type Settings } from "./settings.js";

/** The samples and the path of descent: places in the plane, from the ground state, and whole energies. */
export function sectionRows(surface: Surface, { first, second, step }: Settings): Row[] {
  const p = surface.ground.length;
  const [i, j] = [first - 1, second - 1];
  const samples = Array.from(surface.energies, (energy, n) => ({
    ...{ what: "sample", number: n + 1 },
    ...{ across: surface.coordinates[n * p + i]!, up: surface.coordinates[n * p + j]!, energy },
  }));
  const descent = { start: surface.coordinates.subarray(0, p), relativeStep: step };
  const path = descentPath(surface, descent, [i, j], DESCENT_STEPS).map(([across, up], number) => ({
    ...{ what: "descent", number, across, up },
    energy: surface.minimum + descentExcess(surface, descent, number),
  }));
  return [...samples, ...path];
}

/** The curvature of each direction, and what the law of large spin glasses has in its place. */
export function spectrumRows({ curvatures, expected }: Surface): Row[] {
  return Array.from(curvatures, (curvature, k) => ({ direction: k + 1, curvature, law: expected[k]! }));
}

/** Where t-SNE puts each sample, and its energy. */
export function pictureRows({ coordinates }: Picture, energies: Float64Array): Row[] {
  return Array.from(energies, (energy, n) => ({
    ...{ sample: n + 1, x: coordinates[2 * n]!, y: coordinates[2 * n + 1]!, energy },
  }));
}
