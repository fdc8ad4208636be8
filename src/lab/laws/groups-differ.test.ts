import { expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { groupsThatDiffer } from "./groups-differ.js";

const n = 60;
const stream = rootStream(5).child("groups");
const noise = Float64Array.from({ length: n }, () => 0.01 * stream.normal());
const shifted = noise.map((r, i) => r + (i % 2 === 0 ? 0.3 : -0.3));
const text = (name: string, texts: readonly string[]) => ({
  ...{ name, kind: "text" as const, numbers: new Float64Array(n).fill(Number.NaN), texts },
});
const rows = Array.from({ length: n }, (_, i) => i);
const column = text(
  "corpus",
  rows.map((i) => (i % 2 === 0 ? "code" : "web")),
);
const data = { variables: {}, target: noise };

function found(residuals: Float64Array, columns = [column], request: { by?: string } = {}, runs = { rows, data }) {
  return groupsThatDiffer({ residuals }, { columns }, runs, request);
}

it("names the column whose groups have losses of their own, and what to do", () => {
  const [warning, ...others] = found(shifted);
  expect(others).toEqual([]);
  expect(warning!.code).toBe("groups-differ");
  expect(warning!.message).toMatch(
    /^groups differ: corpus explains 100 % .* all 2 groups;.* --where 'corpus == "code"'; --by/,
  );
  expect(found(shifted, [column], { by: "corpus" })[0]!.message).not.toContain("--by");
});

it("is silent of chance, of names of runs, and of rows that are few", () => {
  expect(found(noise)).toEqual([]);
  const names = text(
    "run",
    rows.map((i) => `run ${i}`),
  );
  expect(found(shifted, [names])).toEqual([]);
  const gaps = text(
    "gaps",
    rows.map((i) => (i === 7 ? "" : i % 2 === 0 ? "code" : "web")),
  );
  expect(found(shifted, [gaps])).toEqual([]);
  expect(found(shifted.slice(0, 3), [column], {}, { rows: rows.slice(0, 3), data })).toEqual([]);
  expect(found(new Float64Array(n))).toEqual([]);
});
