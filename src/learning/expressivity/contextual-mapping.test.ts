import { expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import {
  affordableGrid,
  bitsPerParameter,
  checkContextualMapping,
  contextualIds,
  logUniversalLayers,
  quantisationError,
} from "./contextual-mapping.js";

it.each([
  { g: 2, d: 2, n: 3, sequences: 4, layers: 4 },
  { g: 3, d: 2, n: 3, sequences: 84, layers: 9 },
  { g: 2, d: 3, n: 4, sequences: 70, layers: 8 },
  { g: 3, d: 2, n: 4, sequences: 126, layers: 9 },
  { g: 4, d: 2, n: 3, sequences: 560, layers: 16 },
])("tells all tokens of all $sequences sequences apart", ({ g, d, n, sequences, layers }) => {
  expect(checkContextualMapping({ g, d, n })).toMatchObject({ sequences, layers, distinct: n * sequences });
});

it("is equivariant: the order of the tokens does not matter", () => {
  const ids = contextualIds([0, 5, 2], { g: 3, d: 2 });
  const [c, a, b] = contextualIds([2, 0, 5], { g: 3, d: 2 });
  expect([a, b, c]).toEqual(ids);
});

it("rounds with an error of the order of the cell", () => {
  const inputs = rootStream(1)
    .child("inputs")
    .fillUniform(new Float64Array(4 * 500));
  expect(quantisationError(inputs, 500, 16) / quantisationError(inputs, 500, 64)).toBeCloseTo(4, 0);
  expect(quantisationError(inputs, 500, 2 ** 40)).toBeLessThan(1e-11);
});

it("counts layers and the grid they serve, one the inverse of the other", () => {
  const layers = Math.exp(logUniversalLayers({ d: 4, n: 4, delta: 0.1 }));
  expect(layers / ((4 * 1e16) / 24)).toBeCloseTo(1, 9);
  expect(affordableGrid({ d: 4, n: 4, layers })).toBeCloseTo(10, 9);
  expect(bitsPerParameter({ d: 0, n: 1, N: 10_000 })).toBeCloseTo(10_000 / 101, 9);
});
