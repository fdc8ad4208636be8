import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** The rooms by height; a room uses those below it, and these beside it. */
const heights: Readonly<Record<string, number>> = {
  ...{ numerics: 0, tensor: 1 },
  ...{ spinglass: 2, laws: 2, learning: 2, bounds: 2, language: 2, prompting: 2, training: 2 },
  ...{ study: 3, studies: 4, lab: 5, cli: 6, studio: 6 },
};
const beside: Readonly<Record<string, readonly string[]>> = {
  ...{ learning: ["training"], language: ["training"], prompting: ["training"] },
};
/** The contract is on the ground: it knows of numerics alone. */
const only: Readonly<Record<string, readonly string[]>> = { study: ["numerics"] };

/** The one impure module below the lab: jax-js reads a global that Node lacks before version 24. */
const shim = "src/tensor/float16.ts";

const root = resolve(import.meta.dirname, "..");
const sources = filesIn("src").filter((path) => path.endsWith(".ts") && !path.includes("/assembly/"));
const production = sources.filter((path) => !path.endsWith(".test.ts") && !path.endsWith(".generated.ts"));

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function roomOf(path: string): string {
  return path.split("/")[1]!;
}

function text(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The source without comments and with the contents of strings left out. */
function code(path: string): string {
  const withoutComments = text(path).replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  return withoutComments.replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
}

/** What a module imports, statically or not. */
function importsOf(path: string): string[] {
  const pattern = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;
  return [...text(path).matchAll(pattern)].map((match) => match[1]!);
}

function mayUse(room: string, other: string): boolean {
  if (room === other) return true;
  if (only[room]) return only[room].includes(other);
  return heights[other]! < heights[room]! || (beside[room]?.includes(other) ?? false);
}

describe("the rooms", () => {
  it("are all known", () => {
    const unknown = sources.map(roomOf).filter((room) => heights[room] === undefined);
    expect(unknown).toEqual([]);
  });

  it("import only from below (their tests may take a provider from the lab)", () => {
    const upward = production.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => relative(root, resolve(root, dirname(path), specifier)))
        .filter((target) => target.startsWith("src/") && !mayUse(roomOf(path), roomOf(target)))
        .map((target) => `${path} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it("are pure below the lab: no modules of Node, files, clocks or global state", () => {
    const impure =
      /\bDate\b|\bprocess\b|\bperformance\b|\bMath\.random\b|\bglobalThis\b|\bsetTimeout\b|\bfetch\b|\bBuffer\b/;
    const findings = production
      .filter((path) => heights[roomOf(path)]! < heights.lab! && path !== shim)
      .flatMap((path) => [
        ...importsOf(path).flatMap((specifier) => (specifier.startsWith("node:") ? [`${path}: ${specifier}`] : [])),
        ...code(path)
          .split("\n")
          .flatMap((line) => (impure.test(line) ? [`${path}: ${line.trim()}`] : [])),
      ]);
    expect(findings).toEqual([]);
  });
});

describe("the sizes", () => {
  const files = [...sources, ...["test", "scripts", "bench"].flatMap(filesIn)].filter(
    (path) => /\.(ts|js|mjs|svelte|py)$/.test(path) && !path.endsWith(".generated.ts"),
  );
  const sizes = files
    .map((path) => ({ path, lines: text(path).split("\n").length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const quantile = (q: number) => sizes[Math.min(sizes.length - 1, Math.floor(q * sizes.length))]!.lines;

  it("keep to the house: median 150 lines, nine in ten 350, none over 600", () => {
    expect(quantile(0.5)).toBeLessThanOrEqual(150);
    expect(quantile(0.9)).toBeLessThanOrEqual(350);
    expect(sizes.filter(({ lines }) => lines > 600)).toEqual([]);
  });
});
