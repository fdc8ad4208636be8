import { expect, it } from "vitest";
import { matrix } from "../../numerics/linear-algebra/matrix.js";
import { rowOf } from "../../numerics/linear-algebra/rows.js";
import { rootStream } from "../../numerics/random/index.js";
import { nearestNeighbours, neighboursOfAll } from "./neighbours.js";

const points = matrix(60, 3, rootStream(3).fillNormal(new Float64Array(180)));

it.each([1, 2, 7])("finds the %i nearest, as sorting all distances does", (k) => {
  const query = rowOf(points, 0);
  const sorted = Array.from({ length: 40 }, (_, i) => i)
    .filter((i) => i > 0)
    .map((i) => ({ i, distance: Math.hypot(...rowOf(points, i).map((x, c) => x - query[c]!)) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, k);
  const { indices, distances } = nearestNeighbours(query, points, k, { among: 40, except: 0 });
  expect([...indices]).toEqual(sorted.map(({ i }) => i));
  for (const [j, { distance }] of sorted.entries()) expect(distances[j]).toBeCloseTo(distance, 12);
});

it("leaves a point out of its own neighbours, and refuses more neighbours than points", () => {
  for (const [i, { indices }] of neighboursOfAll(points, 2).entries()) expect([...indices]).not.toContain(i);
  expect(nearestNeighbours(rowOf(points, 5), points, 1).indices[0]).toBe(5);
  expect(() => neighboursOfAll(matrix(2, 2), 2)).toThrow(/invalid number of points: 1; expected at least 2/);
});
