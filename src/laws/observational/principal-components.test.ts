import { expect, test } from "vitest";
import { embeddedProvider, type Matrix, matrix, rootStream } from "../../numerics/index.js";
import { imputeByComponents, principalComponents } from "./principal-components.js";

const algebra = embeddedProvider();
const loading = [0.5, 0.3, 0.6, 0.2];

/** Scores along one ability of known loadings, with little noise. */
function planted(noise: number): { ability: number[]; scores: Matrix } {
  const stream = rootStream(5);
  const ability = Array.from({ length: 60 }, () => stream.uniform());
  const scores = matrix(
    60,
    4,
    Float64Array.from(
      { length: 240 },
      (_, k) => 0.2 + loading[k % 4]! * ability[Math.floor(k / 4)]! + noise * stream.normal(),
    ),
  );
  return { ability, scores };
}

test("finds one planted ability, its loadings and its share", () => {
  const { ability, scores } = planted(0);
  const { scores: found, loadings, explained } = principalComponents(scores, 2, algebra);
  const length = Math.hypot(...loading);
  const mean = ability.reduce((a, b) => a + b, 0) / 60;
  for (let j = 0; j < 4; j++) expect(loadings.data[j]!).toBeCloseTo(loading[j]! / length, 12);
  for (let i = 0; i < 60; i++) expect(found.data[2 * i]!).toBeCloseTo((ability[i]! - mean) * length, 12);
  expect(explained[0]!).toBeCloseTo(1, 12);
});

test("axes are orthonormal and explain less and less", () => {
  const { loadings, explained } = principalComponents(planted(0.1).scores, 4, algebra);
  const gram = algebra.gemm(loadings, loadings, { transposeB: true });
  for (let i = 0; i < 4; i++)
    for (let j = 0; j < 4; j++) expect(gram.data[4 * i + j]!).toBeCloseTo(i === j ? 1 : 0, 12);
  expect([...explained].sort((a, b) => b - a)).toEqual([...explained]);
  expect(explained.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
});

test("fills missing scores of one ability exactly", () => {
  const { scores } = planted(0);
  const holes = scores.data.slice();
  for (const k of [3, 50, 77, 121, 200]) holes[k] = Number.NaN;
  const { data } = imputeByComponents(matrix(60, 4, holes), 1, algebra);
  for (const [k, value] of data.entries()) expect(value).toBeCloseTo(scores.data[k]!, 6);
});

test("refuses what has no components", () => {
  expect(() => principalComponents(matrix(3, 2), 3, algebra)).toThrow(
    "invalid components: 3; expected a whole number from 1 to 2",
  );
  expect(() => principalComponents(matrix(1, 2, Float64Array.of(1, Number.NaN)), 1, algebra)).toThrow("missing values");
  const empty = matrix(2, 2, Float64Array.of(1, Number.NaN, 2, Number.NaN));
  expect(() => imputeByComponents(empty, 1, algebra)).toThrow("invalid benchmark 2: no score");
});
